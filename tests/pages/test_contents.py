"""A table of contents out of rendered text."""

from armoedegeheugen.web.table_of_contents import with_headings


def test_each_heading_gets_an_address_of_its_own():
    text = with_headings('<h2 data-block-key="x">Wonen</h2><p>…</p><h2>Wonen</h2>')
    assert [heading.anchor for heading in text.headings] == ["deel-1-wonen", "deel-2-wonen"]
    assert '<h2 id="deel-1-wonen" data-block-key="x">Wonen</h2>' in text.html


def test_the_text_of_a_heading_is_shown_without_its_marks_and_stays_escaped():
    text = with_headings("<h2>Huur <b>&amp;</b> &lt;script&gt;</h2>")
    assert text.headings[0].text == "Huur &amp; &lt;script&gt;"


def test_a_heading_of_signs_only_still_has_an_address():
    assert with_headings("<h2>?!</h2>").headings[0].anchor == "deel-1"


def test_few_headings_need_no_list():
    assert with_headings("<h2>A</h2><h2>B</h2>").contents == ()
    assert len(with_headings("<h2>A</h2><h2>B</h2><h2>C</h2>").contents) == 3


def test_other_headings_are_left_alone():
    assert with_headings("<h3>A</h3>").html == "<h3>A</h3>"
