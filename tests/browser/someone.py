"""Someone at a browser of their own, who does what the portal asks of them by its screens."""

import re
from base64 import b32decode
from urllib.parse import parse_qs, urlsplit

from django.core import mail
from django_otp.oath import totp
from playwright.sync_api import Browser, BrowserContext, Page, expect

# Milliseconds.
PATIENCE, PAUSE = 30_000, 50
PASSWORD = "een zin met woorden"
DOOR = re.compile("/login/|/aanmelden/")
LINK = re.compile(r"https?://\S+")


class Someone:
    def __init__(self, chromium: Browser, base: str, email: str = "") -> None:
        self.email = email
        self.context: BrowserContext = chromium.new_context(
            base_url=base, locale="nl-BE", viewport={"width": 1280, "height": 900}
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        # How many mails were read.
        self.read = 0
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def goes(self, address: str) -> None:
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.ok, f"{answer.status} {address}"

    def clicks(self, name: str, role: str = "link") -> None:
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]

    def writes(self, label: str, words: str) -> None:
        self.page.get_by_label(label).first.fill(words)

    def sees(self, *words: str) -> None:
        for each in words:
            expect(self.page.locator("body")).to_contain_text(each)

    # Mail

    def gets(self, subject: str) -> str:
        """Waits for a mail that none was read of before; returns what is in it."""
        for _ in range(PATIENCE // PAUSE):
            mine = [message for message in mail.outbox if message.to == [self.email]]
            if len(mine) > self.read:
                self.read = len(mine)
                assert mine[-1].subject == subject
                return mine[-1].body
            self.page.wait_for_timeout(PAUSE)
        raise AssertionError(f"{self.email} got no mail: {subject}")

    def follows_the_link(self, body: str, part: str) -> None:
        links = [link.rstrip(".") for link in LINK.findall(body) if part in link]
        assert links, body
        self.goes(links[0])

    # Coming in

    def accepts_the_invitation(self, whom: str) -> None:
        self.follows_the_link(self.gets(f"Je kan aan de slag voor {whom}"), "/uitnodiging/")
        self.writes("Nieuw wachtwoord", PASSWORD)
        self.writes("Nog eens", PASSWORD)
        self.clicks("Bewaar", "button")
        self.logs_in(self.email)

    def logs_in(self, name: str) -> None:
        self.writes("Gebruikersnaam", name)
        self.writes("Wachtwoord", PASSWORD)
        self.page.keyboard.press("Enter")
        expect(self.page).not_to_have_url(DOOR)

    def sets_up_a_telephone(self) -> None:
        """By the address that the page gives where the picture can't be scanned."""
        address = self.page.locator("code").text_content() or ""
        secret = parse_qs(urlsplit(address).query)["secret"][0]
        self.page.locator("#id_otp_token").fill(f"{totp(b32decode(secret)):06d}")
        self.page.locator("#id_name").fill("telefoon")
        self.page.locator("#id_password").fill(PASSWORD)
        self.clicks("Instellen", "button")
        expect(self.page.locator("#recovery-codes code")).to_have_count(10)
        self.clicks("Ik heb ze bewaard")
        self.page.wait_for_url("**/beheer/")

    # At the form of an item

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name).click()

    def picks(self, field: str, name: str) -> None:
        """From a window that a button opens."""
        self.page.locator(f"#id_{field}-chooser .chooser__choose-button:visible").click()
        self.page.locator(".modal-content").get_by_role("link", name=name, exact=True).click()
        expect(self.page.locator(".modal-content")).to_have_count(0)

    def acts(self, button: str) -> None:
        """By a button at the foot, folded or not."""
        wanted = self.page.locator(f"footer button{button}, .footer button{button}")
        if not wanted.first.is_visible():
            self.page.locator("footer [data-w-dropdown-target=toggle]").last.click()
        wanted.first.click()

    def sends(self, button: str) -> None:
        """And waits until the site says what came of it."""
        self.acts(button)
        expect(self.page.locator(".messages li").first).to_be_visible()
