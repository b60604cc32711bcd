"""Take in a practice from a visitor without an account: plain text in, a draft card out.

The wizard:
    steps, forms       the questions, one form per step
    step_views         the steps: start, one step, wipe
    send_views         check, consent and send; the page that follows
    status_views       the pages behind the links in the mails
    drafts, tokens     the signed cookie of a draft, and the signed links
Safety:
    spam_guard         honeypot and minimum times
    rate_limit         attempts per address, per mailbox and in total
    client_ip          the address that attempts are counted by
    upload_limit       streaming limit on the request body
    attachment         validation of one file by its content
After confirmation:
    lifecycle          sent → confirmed → with the editors → published, refused or withdrawn
    card, plain_text   the draft page, and the only conversion to HTML
    admin_views, hooks what editors see and may do
    erasure            deletion after the retention periods
"""
