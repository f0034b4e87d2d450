import pytest
from tests.store.conftest import made_database, made_file, server, store, where  # noqa: F401

from dateline.fuse.rules import FuseRules
from dateline.knowledge.actors import load_registry
from dateline.knowledge.codebook import load_codebook
from dateline.knowledge.fusing import load_fuse_rules


@pytest.fixture(scope="session")
def rules() -> FuseRules:
    return load_fuse_rules(load_registry(), load_codebook())
