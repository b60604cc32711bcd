"""A server that does not answer is left alone, tried once in a while, and trusted again."""

from search.engines.elasticsearch.circuit_breaker import CircuitBreaker


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def opened(clock: Clock) -> CircuitBreaker:
    breaker = CircuitBreaker(failures=3, reset_seconds=5.0, clock=clock)
    for _ in range(3):
        assert breaker.allows()
        breaker.failed()
    return breaker


def test_some_failures_are_let_pass():
    breaker = CircuitBreaker(failures=3)
    for _ in range(2):
        breaker.failed()
    assert breaker.allows()
    assert not breaker.is_half_open


def test_a_success_forgets_the_failures_before_it():
    breaker = CircuitBreaker(failures=2)
    for _ in range(10):
        breaker.failed()
        breaker.succeeded()
    assert breaker.allows()


def test_after_failures_in_a_row_nobody_is_let_through():
    clock = Clock()
    breaker = opened(clock)
    clock.now += 4.9
    assert not breaker.allows()


def test_after_the_rest_one_may_try():
    clock = Clock()
    breaker = opened(clock)
    clock.now += 5
    assert breaker.is_half_open
    assert [breaker.allows() for _ in range(3)] == [True, False, False]


def test_a_try_that_fails_begins_the_rest_again():
    clock = Clock()
    breaker = opened(clock)
    clock.now += 5
    assert breaker.allows()
    breaker.failed()
    clock.now += 4.9
    assert not breaker.allows()
    clock.now += 0.1
    assert breaker.allows()


def test_a_try_that_never_ends_is_followed_by_another():
    clock = Clock()
    breaker = opened(clock)
    clock.now += 5
    assert breaker.allows()
    clock.now += 5
    assert breaker.allows()


def test_a_try_that_succeeds_lets_everybody_through():
    clock = Clock()
    breaker = opened(clock)
    clock.now += 5
    assert breaker.allows()
    breaker.succeeded()
    assert all(breaker.allows() for _ in range(5))
    assert not breaker.is_half_open
