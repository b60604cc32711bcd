"""Call the cluster, with time-outs, retries, a circuit breaker and one kind of error.

A server that is down, slow or overloaded is `EngineUnavailable`. One that does not understand a
request is `EngineDamaged`: this code did not make its index. No other error of the library leaves
this module.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from elasticsearch import (
    ApiError,
    Elasticsearch,
    NotFoundError,
    TransportError,
    UnsupportedProductError,
)

from ..protocol import EngineDamaged, EngineUnavailable
from .circuit_breaker import CircuitBreaker

# A visitor waits at most 2 s for a page, and rendering the page needs a part of that.
SEARCH_SECONDS = 1.5

# The time-out of the call that finds out whether the server is back.
TRY_SECONDS = 0.5

BULK_SECONDS = 30.0

# On other nodes, for a refused connection or a 502, 503 or 504, which come at once. A time-out is
# not retried: the time is up.
RETRIES = 2

MISSING = 404
REFUSED = (401, 403)
BUSY = (408, 429)
# What a website answers to a request of ours that it does not know.
NOT_UNDERSTOOD = (400, 405, 406, 415)


class Busy(EngineUnavailable):
    """The server answers that it is too busy now."""


class IndexMissing(EngineUnavailable):
    """There is no such index, alias or point in time."""


@dataclass(frozen=True)
class Access:
    """The settings with which to reach a cluster."""

    hosts: Sequence[str]
    user: str = ""
    password: str = ""
    api_key: str = ""
    ca_certs: str = ""
    timeout: float = SEARCH_SECONDS
    bulk_timeout: float = BULK_SECONDS


class Client:
    """A client of one cluster."""

    def __init__(self, access: Access, breaker: CircuitBreaker | None = None) -> None:
        self._access = access
        self._breaker = breaker or CircuitBreaker()
        options: dict[str, Any] = {}
        if access.user:
            options["basic_auth"] = (access.user, access.password)
        if access.api_key:
            options["api_key"] = access.api_key
        if access.ca_certs:
            options["ca_certs"] = access.ca_certs
        self._elasticsearch = Elasticsearch(
            list(access.hosts),
            max_retries=RETRIES,
            retry_on_timeout=False,
            retry_on_status=(502, 503, 504),
            **options,
        )
        self._by_timeout: dict[float, Elasticsearch] = {}

    def call(self, method: str, **arguments: Any) -> Any:
        """Call a method that somebody waits for, such as "search" or "indices.create"."""
        return self._call(method, self._access.timeout, arguments)

    def each(self, responses: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
        """Return the answers of one `msearch`, or raise the fault of the first that failed."""
        for response in responses:
            if error := response.get("error"):
                status = response.get("status", 500)
                if status == MISSING:
                    raise IndexMissing(f"Elasticsearch has no such index: {error}")
                raise self._error_for(status, error)
            yield response

    def call_slow(self, method: str, **arguments: Any) -> Any:
        """Call a method that may take long: bulk writing, scans, moving indices."""
        return self._call(method, self._access.bulk_timeout, arguments)

    def _call(self, method: str, seconds: float, arguments: Mapping[str, Any]) -> Any:
        half_open = self._breaker.is_half_open
        if not self._breaker.allows():
            raise EngineUnavailable("Elasticsearch has not been answering; it is left alone.")
        if half_open:
            # After a pause, find out quickly whether the server is back.
            self._send("cluster.health", TRY_SECONDS, {"local": True})
        return self._send(method, seconds, arguments)

    def _send(self, method: str, seconds: float, arguments: Mapping[str, Any]) -> Any:
        call = attrgetter(method)(self._with_timeout(seconds))
        try:
            answer = call(**arguments)
        except UnsupportedProductError as error:
            raise self._other_server() from error
        except NotFoundError as error:
            if not _is_elasticsearch(error):
                raise self._other_server() from error
            self._breaker.succeeded()
            raise IndexMissing(f"Elasticsearch has no such index: {error}") from error
        except ApiError as error:
            if error.status_code in NOT_UNDERSTOOD and not _is_elasticsearch(error):
                raise self._other_server() from error
            raise self._error_for(error.status_code, error) from error
        except TransportError as error:
            self._breaker.failed()
            raise EngineUnavailable(f"Elasticsearch does not answer: {error}") from error
        self._breaker.succeeded()
        return answer.body

    def _with_timeout(self, seconds: float) -> Elasticsearch:
        """Return a client with this time-out over the same connections.

        Making one takes as long as sending a request, so each is made once.
        """
        if seconds not in self._by_timeout:
            self._by_timeout[seconds] = self._elasticsearch.options(request_timeout=seconds)
        return self._by_timeout[seconds]

    def _error_for(self, status: int, error: object) -> EngineUnavailable:
        if status >= 500 or status in BUSY:
            self._breaker.failed()
            kind = Busy if status in BUSY else EngineUnavailable
            return kind(f"Elasticsearch cannot answer: {error}")
        self._breaker.succeeded()
        if status in REFUSED:
            return EngineUnavailable(
                f"Elasticsearch refuses SEARCH_USER or SEARCH_API_KEY: {error}"
            )
        return EngineDamaged(f"The index is not one of ours: {error}. Rebuild it.")

    def _other_server(self) -> EngineUnavailable:
        # A rebuild would not help, so this is no damage.
        self._breaker.failed()
        return EngineUnavailable(
            "What answers at SEARCH_URL is not Elasticsearch, but a website, a proxy or another "
            "product. Correct the address."
        )


def _is_elasticsearch(error: ApiError) -> bool:
    return error.meta.headers.get("X-Elastic-Product") == "Elasticsearch"
