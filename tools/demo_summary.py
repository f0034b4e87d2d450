"""Says what `make demo` found: `python tools/demo_summary.py CODED PAGE`."""

import sys
from pathlib import Path

import msgspec

from dateline.records import CodedReport


def main() -> None:
    coded_file, page = Path(sys.argv[1]), Path(sys.argv[2])
    decoder = msgspec.json.Decoder(CodedReport)
    coded = [decoder.decode(line) for line in coded_file.read_bytes().splitlines() if line.strip()]
    print()
    for one in coded:
        print(f"{one.report.published or 'undated':<11} {one.report.publisher or one.report.id}")
        for event in one.events[:2]:
            print(f"            {event.summary or event.type}")
    events = sum(len(one.events) for one in coded)
    mentions = sum(len(one.event_mentions) for one in coded)
    print(f"\n{len(coded)} reports, {events} events from {mentions} event mentions")
    print(f"records  {coded_file}")
    print(f"page     {page.resolve().as_uri()}")


if __name__ == "__main__":
    main()
