"""What an attacker types, in packs that go through a field one at a time; every pack is cut to what a field takes."""

from dataclasses import dataclass

MARK = "zqx"
"""Stands in every name that a payload would bring to life: a function, an element, a host."""

_MARKUP = (
    "\"'></textarea></title></style><script>zqx()</script><img src=x onerror=zqx()><svg onload=zqx()><script>zqx()"
    '</script><foreignObject><iframe srcdoc="<script>zqx()</script>"></iframe></foreignObject><use href="https://'
    'zqx.example/#a"/></svg><a href="javascript:zqx()" zqx=1>x</a><form action="//zqx.example"><zqx-a onclick=zqx()>',
    '"><script>zqx()</script><img src=x onerror=zqx()><zqx-a zqx=1>',
    '"><img src=x onerror=zqx()>',
    '"><zqx-a zqx>',
    "'<zqx>",
    "<z",
)
_LINKS = (
    "javascript:zqx()//[a](javascript:zqx()) ![b](https://zqx.example/p.png) [c](data:text/html,<script>zqx()</script>)"
    " <javascript:zqx()> [d](vbscript:zqx()) [e](java\nscript:zqx()) [f](//zqx.example 'onmouseover=zqx()') <b>g</b>",
    "javascript:zqx()//[a](javascript:zqx())",
    "javascript:zqx()",
    "//zqx.it",
    "a:",
)
_TEMPLATE = (
    "{{ 7|add:7 }}{% now 'Y' %}{{ settings.SECRET_KEY }}{zqx}{0.__class__}%(zqx)s%s${7*7}<%= 7*7 %>#{7*7}&lt;b&gt;",
    "{{ 7|add:7 }}{zqx}%(zqx)s",
    "{{ 7|add:7 }}",
    "{{ 7 }}",
    "{%",
)
_INVISIBLE = (
    "x\u202egpj.exe\u2066\u200bzero\ufeff\x07\x1b[31mrosso\u2028 e\u0301\u0300 \U0001f469\u200d\U0001f680\U0001d54f",
    "x\u202ee\u200b\x07\U0001f680",
    "\u202ex\x07",
    "\x07",
)
_HEADER = (
    "prima\r\nBcc: tutti@zqx.example\r\nX-Zqx: 1\r\n\r\nBEGIN:VALARM\r\n<script>zqx()</script>",
    "prima\r\nBcc: a@zqx.it",
    "a\r\nX: b",
    "a\r\n",
)
FORMULAE = ("=HYPERLINK(zqx)", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1")
TOO_MUCH = 1_000_000


@dataclass(frozen=True)
class Pack:
    """One way to attack; `texts` from the longest to the shortest."""

    name: str
    texts: tuple[str, ...]

    def cut(self, most: int | None, number: int) -> str:
        """Return the longest text that a field of `most` characters takes; `number` is its place in the form."""
        if self.name == "overlong":
            return "z" * (most + 1) if most else "z" * 2_000
        if self.name == "formula":
            return FORMULAE[number % len(FORMULAE)][: most or TOO_MUCH]
        return next((text for text in self.texts if most is None or len(text) <= most), self.texts[-1][:most])


PLAIN = Pack("plain", ("Va bene",))
PACKS = (
    Pack("nul", ("zero\x00zqx", "a\x00")),
    Pack("overlong", ()),
    Pack("links", _LINKS),
    Pack("template", _TEMPLATE),
    Pack("invisible", _INVISIBLE),
    Pack("header", _HEADER),
    Pack("formula", ()),
    Pack("markup", _MARKUP),
)
"""The last one stays in what a form writes over."""
ADDRESS = '"<img/src=x/onerror=zqx()>{}"@example.org'
"""A mailbox that the standard allows, and that Django's check takes."""
