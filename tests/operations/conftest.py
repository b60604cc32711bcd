"""The lines that an operator reads, as the configuration of the portal writes them."""

import io
import logging.config
from collections.abc import Callable, Iterator

import pytest

from armoedegeheugen.operations import logs


@pytest.fixture
def log_to(settings) -> Iterator[Callable[..., io.StringIO]]:
    """Start the configured log, and return what it writes to."""

    def start(*args: str, **options: bool) -> io.StringIO:
        stream = io.StringIO()
        config = logs.logging_config(*args, **options)
        for handler in config["handlers"].values():
            if handler["class"] == "logging.StreamHandler":
                handler["stream"] = stream
        logging.config.dictConfig(config)
        return stream

    yield start
    logging.config.dictConfig(settings.LOGGING)


@pytest.fixture
def lines(log_to) -> io.StringIO:
    return log_to()
