"""Why an event was coded as it was, in the terminal."""

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dateline.coding.reasons import Explanation, Step
from dateline.show.terminal import harmless
from dateline.show.words import quoted, type_words


def render_explanation(explanation: Explanation, console: Console) -> None:
    """Print an event and the steps that led to it, each with the words it rests on.

    The numbers after a quotation are its first and last (exclusive) place in the report's text.
    """
    event = explanation.event
    console.print(
        Text(type_words(event.type), style="bold").append(f"  {event.id}", style="not bold dim")
    )
    if event.summary:
        console.print(Text(harmless(event.summary)))
    for number, step in enumerate(explanation.steps, 1):
        console.print()
        _print_step(number, step, console)


def _print_step(number: int, step: Step, console: Console) -> None:
    heading = Text(f"{number}. {step.field}: ").append(harmless(step.value), style="bold")
    console.print(heading)
    console.print(Padding(Text(f"because {harmless(step.why)}"), (0, 0, 0, 3)))
    for span in dict.fromkeys(step.spans):
        line = Text(harmless(quoted(span)), style="green")
        line.append(f"  {span.start}-{span.end}", style="not green dim")
        console.print(Padding(line, (0, 0, 0, 3)))
    if not step.spans:
        console.print(Padding(Text("no words of the report"), (0, 0, 0, 3)), style="dim")
