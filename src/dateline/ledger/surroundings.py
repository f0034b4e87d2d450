"""What a fusion finds around new tellings: those of a store, and the new ones on top of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

import msgspec

from dateline.fuse.candidates import file_keys
from dateline.fuse.mentions import Telling
from dateline.fuse.profiles import Profile, profile
from dateline.fuse.rules import FuseRules
from dateline.store import Profile as StoredProfile
from dateline.store import Store, find_filed, read_profiles

# What has no order of its own is sorted, so that the same telling gives the same bytes.
_ENCODER: Final = msgspec.json.Encoder(order="deterministic")
_TELLING: Final = msgspec.json.Decoder(Telling)


class Surroundings:
    """Profiles by key and by id: `new` ones in place of the store's, `gone` ones left out.

    Without a store there are only the new ones. What is read is kept.
    """

    def __init__(
        self,
        store: Store | None,
        rules: FuseRules,
        *,
        new: Iterable[Profile],
        gone: Collection[str] = (),
    ) -> None:
        self._store = store
        self._rules = rules
        self._gone = frozenset(gone)
        self._asked: set[str] = set()
        self._under: dict[str, dict[str, Profile]] = {}
        self._known: dict[str, Profile] = {}
        self._keep(new)

    @property
    def known(self) -> Mapping[str, Profile]:
        """Return the profiles read so far, by id."""
        return self._known

    def load(self, ids: Iterable[str]) -> None:
        """Read the profiles of mentions, so that they are known; those that have none are not."""
        missing = [id_ for id_ in ids if id_ not in self._known and id_ not in self._gone]
        if self._store is not None and missing:
            self._keep(
                profile(_TELLING.decode(one.details), self._rules)
                for one in read_profiles(self._store, missing)
            )

    def seek(self, keys: Iterable[str]) -> None:
        """Read what is filed under keys; many at once are read faster than few at a time."""
        missing = set(keys) - self._asked
        self._asked |= missing
        if self._store is not None and missing:
            self.load(find_filed(self._store, sorted(missing)))

    def filed(self, keys: Iterable[str]) -> Iterator[Profile]:
        """Yield the profiles filed under any of the keys."""
        wanted = list(keys)
        self.seek(wanted)
        for key in wanted:
            yield from self._under.get(key, {}).values()

    def _keep(self, profiles: Iterable[Profile]) -> None:
        for one in profiles:
            self._known[one.telling.id] = one
            for key in file_keys(one, self._rules):
                self._under.setdefault(key, {})[one.telling.id] = one


def stored_profile(one: Profile, rules: FuseRules) -> StoredProfile:
    """Return a profile as a store keeps it: its telling, of which it is made again, and its keys."""
    return StoredProfile(
        mention=one.telling.id,
        details=msgspec.Raw(_ENCODER.encode(one.telling)),
        keys=file_keys(one, rules),
    )
