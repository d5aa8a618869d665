"""A host with the sample case imported."""

import pytest

from tests.blocks.cases import XML
from tests.blocks.host_runtime import Host


@pytest.fixture
def host(db):
    """An installation with the ledger's tables."""
    return Host()


@pytest.fixture
def key(host):
    """The sample case in it."""
    return host.load(XML)
