import pytest
from hypothesis import HealthCheck, settings

# A slow machine is no failure, and the same tests run each time.
settings.register_profile(
    "dateline", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("dateline")


@pytest.fixture(scope="session", autouse=True)
def _no_data_of_the_user(tmp_path_factory):
    """Keep the places and actors of whoever runs the tests out of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_DATA", str(tmp_path_factory.mktemp("no-data") / "none"))
        yield
