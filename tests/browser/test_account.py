"""The account page lists the time zones that a browser knows, and says nothing in its console."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser

from tests.browser.test_autosave import session_of
from tests.browser.watching import watch
from tests.pages.portal import Portal

pytestmark = pytest.mark.browser
UNKNOWN = """() => {
  const options = [...document.querySelector("[name=locale-current_time_zone]").options];
  const unknown = value => {
    try { new Intl.DateTimeFormat("nl", {timeZone: value}); return false; } catch { return true; }
  };
  return [options.length, options.map(each => each.value).filter(each => each && unknown(each))];
}"""


def test_the_account_page_has_no_unknown_time_zone(chromium: Browser, portal: Portal, live_server):
    user = User.objects.create_superuser("beheer", "beheer@example.org", "x")
    context, watched = watch(chromium, live_server.url, {"sessionid": session_of(user)})
    watched.visit("/beheer/account/")
    number, unknown = watched.page.evaluate(UNKNOWN)
    assert number > 300
    assert unknown == []
    watched.check()
    context.close()
