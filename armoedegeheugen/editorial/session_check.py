"""Tell an open editor whether its user is still logged in, and give it a fresh CSRF token.

After a log-in in another tab the token in an open form no longer holds, so autosave would fail.
"""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def session_check(request: HttpRequest) -> JsonResponse:
    """Return the CSRF token of the session. The admin refuses who is not logged in."""
    return JsonResponse({"csrf_token": get_token(request)})
