"""Someone outside sends in a practice: plain text in, a draft for the editors out.

steps · forms      what is asked, a step at a time
drafts · tokens    who is typing: a signed cookie, and signed links that can't be guessed
guard · limits     what keeps machines out, without a third party
attachment         one file, judged by what is in it
lifecycle          sent → confirmed → with the editors → published, refused or withdrawn
card · plain       the text as a draft page; the only place where it becomes HTML
erasure            what nobody needs any more is gone after a set time
"""
