"""Hostile strings by what they would do, where something took them for more than text: one list for every test.

Written with escapes where the characters cannot be seen. What a profile cannot hold at all (controls, lone surrogates)
is under its own names in `REFUSED`, as the loader must turn it away; all else in `STRINGS` is text that somebody may
paste into a field, and every format must draw it as text.
"""

from __future__ import annotations

STRINGS: dict[str, tuple[str, ...]] = {
    "tex commands": (
        r"\input{/etc/passwd} \write18{id} \end{document} ^^41 \csname x\endcsname %comment",
        r"\immediate\openout\cvkitcanary=canary.txt\immediate\write\cvkitcanary{owned}",
        r"\directlua{os.execute('id')} \InputIfFileExists{/etc/passwd}{}{} \includegraphics{/etc/hosts}",
        r"\catcode`\@=0 @input{x} \def\section{\relax} \let\cventry\relax \expandafter\end\csname cv\endcsname",
        r"\begin{filecontents}{x} \verb|x| \url{x} \href{javascript:x}{y} \usepackage{shellesc}",
        r"\loop\iftrue\repeat \def\x{\x\x}\x \par\par \vskip 99in \newpage \errmessage{x} \batchmode\scrollmode",
    ),
    "tex characters": (
        r"& % $ # _ { } ~ ^ \ < > \" ' ` | -- --- ?` !` << >> ,, '' `` [x] *x* a/b=c+d@e:f;g!h?",
        "^^5cinput ^^5e^5e41 ^^^^005c \\\\ \\ \\",
        "}}}} {{{{ }{ \\} \\{ ${}$ $$ $$$ \\$ \\$$ \\( \\) \\[ \\]",
        "100 %% of % \\% \\\\% #1 ##1 &&& ~~~",
        "]{x}[y]= , key=value, {a}={b} \\]",
    ),
    "formulas": (
        "$x$ $ $$ $x^{ $\\frac{1}$ $\\input{x}$ $\\href{javascript:x}{y}$",
        "$\\begin{matrix}1&2\\\\3$ $\\left( x$ $\\unknown$ $x_1_2^3^4$ $}$ ${$ $#$ $%$",
        "$5 or $6, US$ and $x<y$ & $\\text{</script><b>}$ $\\class{x}{y}$ $\\style{color:red}{x}$",
        "$\\def\\x{\\x}\\x$ $\\newcommand{\\y}{z}\\y$ $" + "{" * 60 + "x" + "}" * 60 + "$",
    ),
    "html": (
        "<script>alert(1)</script> <!-- --> ]]> &amp; &lt;b&gt; &#60;i&#62; <b>x</b>",
        "</title></textarea></style></script><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)> ' onclick='alert(1) `onload=alert(1)",
        "<svg/onload=alert(1)> <iframe src=//evil.example> <base href=//evil.example/> <meta http-equiv=refresh>",
        '<a href="javascript:alert(1)">x</a> <form action=//evil.example> <link rel=stylesheet href=//evil.example>',
        "<![CDATA[<x/>]]> <!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]> &y; <?xml version='1.0'?> <?php x ?>",
        "</script><!-- <script> --> <!--<script>",
        '<math><mtext><style><img src onerror=alert(1)></style></mtext></math> <noscript><p title="</noscript>">',
    ),
    "css": (
        "expression(alert(1)) url(javascript:x) @import '//evil.example'; } body { display: none } /* */ \\3c",
        "</style><style>*{background:url(//evil.example)}</style>",
    ),
    "addresses": (
        "javascript:alert(1) JaVaScRiPt:alert(1) java\tscript:alert(1) &#106;avascript:x vbscript:x",
        "data:text/html,<script>alert(1)</script> data:text/html;base64,PHNjcmlwdD4= file:///etc/passwd",
        "//evil.example https://user:secret@evil.example/ https://evil.example\\@good.example mailto:a@b.example?bcc=c",
        "%0d%0aSet-Cookie:x %00 %2e%2e%2f %c0%af %25 %zz ?a=1&amp;b=2#c",
    ),
    "templates": (
        "{{ 7*7 }} {% raw %} {# c #} {{ config }} {%- endraw -%} {{ ''.__class__ }}",
        "${7*7} #{7*7} <%= 7*7 %> {0.__class__} {name} %(name)s %s {} {{}} $name `id` $(id)",
    ),
    "markdown": (
        "[a](javascript:alert(1)) ![i](http://evil.example/x.png) <http://auto.example> [b]: http://evil.example",
        "*x* _y_ **z** __w__ `code` ```fence``` ~~s~~ \\* \\_ *unclosed _both **and",
        "# heading - item + item * item 1. item > quote | table | --- | ::: note === --- ***",
        "<b>raw</b> <!-- raw --> &amp; &copy; [x][y] [x][] ![] [^1] :smile: @name #1 www.evil.example a@b.example",
        "[[[[[[[[[[[[[[[[[[[[ **a *b **c *d **e ``` `` ` ``",
    ),
    "lines": (
        "a BEGIN:VEVENT END:VEVENT SUMMARY:x ;TZID=x:y , ; : \\n \\N \\, \\\\",
        "Subject: x Bcc: victim@evil.example Content-Type: text/html --boundary =?utf-8?q?x?= =0D=0A=\t=",
        'TEL;TYPE=x:1 EMAIL:x@example.org "quoted";param="x:y" ^n ^\' ^^',
        "From here . .. \u2028 EMAIL:x@example.org \u2029 URL:javascript:x",
    ),
    "data formats": (
        "!!python/object/apply:os.system [id] &a *a << : - ? | > @ ` --- ... #x",
        "no NO yes ~ null 1e999 0x1F 0o7 1_000 12:30:45 2024-02-30 .inf .nan =",
        '{"a": "</script>", "b": [1, 2]} \\u0000 \\ud800 \\" // /* */',
        '@article{x, title = {y}} @string{a = "b"} @comment } { # concat " , = and others AND',
        "=cmd|' /C calc'!A0 +1+1 -1 @SUM(A1) =HYPERLINK(\"http://evil.example\")",
        "' OR 1=1 -- ; DROP TABLE x; \" ` \\",
    ),
    "directions": (
        "\u202eevil\u202c \u2066isolate\u2069 \u200emark\u200f \u202aembedded \u2067never closed",
        "مرحبا بالعالم (abc) 123 שלום Ada",
    ),
    "invisible": (
        "zero\u200bwidth \u200cnon\u200djoiner soft\u00adhyphen word\u2060joiner \U000e0041\U000e007f tag \ufe0f\ufe0e",
        "\tTab  two spaces\u00a0no-break\u2003em\u3000ideographic\u2009thin",
        "\ue000 private \uf8ff \uf8f0 \U000f0000 \U0010fffd \ufff9a\ufffab\ufffb \u034f \u115f \u3164",
    ),
    "letters": (
        "Halıcıoğlu Łukasz Ærøskøbing Straße Dvořák İstanbul São œuvre ñ ç ő ű ș ț ż",
        "fi fl ffi ffl ff — – … “quoted” ‘single’ « » „low“ 5.2% 3 × 10⁶ ± ½ © ® ™ § ¶ † ‡ • € £",
        "Z" + "\u0301\u0308\u0332\u20dd" * 20 + "algo e\u0301 \u1100\u1161\u11a8 ﬁ Å Ω",
        "刘超越 さくら 홍길동 ไทย हिन्दी தமிழ் ქართული አማርኛ",
        "\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea \U0001f44d\U0001f3fd \u2764\ufe0f 1\ufe0f\u20e3",
        "٢٠٢٤ २०२४ ２０２４ Ⅻ ² ½ 𝟙𝟚 ①",
        "\U0001d4d0\U0001d4ed\U0001d4ea \ufdfa İi ıI ẞß ς\u0345 \u1e9e",
    ),
    "names of files": (
        "../../../../etc/passwd ..\\..\\x /absolute C:\\x ~/.ssh/id_rsa $HOME %APPDATA% a/../b ./. ..",
        "con nul aux .htaccess -rf --help *.tex ?x| > out < in ; rm & && file name\u00a0.pdf",
    ),
    "lengths": ("x" * 500, "刘" * 300, "a-" * 300, "word " * 12, "https://evil.example/" + "y" * 400, "W" * 80 + "!"),
}
"""Text that a profile may hold, by what it would do where it was taken for more than text."""

REFUSED: dict[str, str] = {
    "null": "a\x00b",
    "escape": "a\x1b[31mred\x1b]0;title\x07",
    "backspace": "safe\x08\x08\x08\x08evil",
    "delete": "a\x7fb",
    "next line": "a\x85b",
    "C1 control": "a\x9b31mb",
    "form feed": "a\x0cb",
    "lone surrogate": "a\ud800b",
    "swapped surrogates": "a\udc00\ud800b",
    "not for XML": "a\ufffeb",
    "nor this": "a\uffffb",
    "byte order mark": "a\ufeffb",
}
"""What no field may hold, by name."""

LINES: tuple[str, ...] = (
    "a\r\nBcc: victim@evil.example",
    "a\r\n\r\n<html>",
    "a\nEND:VEVENT\nBEGIN:VEVENT",
    "a\rEMAIL:x@example.org",
    "a\r\n folded\r\n\tfolded",
    "a\n\n---\n# heading\n\n```\n",
    "a\n\n\\input{x}\n\n%",
    "a\u2028b\u2029c",
    "a\x0bb\x1cc\x1dd\x1ee\x85f",
)
"""Text with line ends, which one line of a calendar, card, header or table must not take over."""

NAMES: tuple[str, ...] = (
    "../up",
    "../../etc/passwd",
    "/etc/passwd",
    "a/../../b",
    "..",
    ".",
    "~/x",
    "a\\..\\..\\b",
    "C:\\x",
    "C:x",
    "//host/share",
    "file:///etc/passwd",
    "a\x00.bib",
    "-rf",
    "con",
    "x" * 300,
    "a b\nc",
    "\u202egpj.exe",
    "$(id)",
    "%2e%2e/x",
)
"""Names of files that lead elsewhere, or that a file cannot have."""

ADDRESSES: tuple[str, ...] = (
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example",
    "https:evil.example",
    "https:///evil.example",
    "https://",
    "https://evil.example/ x",
    'https://evil.example/"onclick="x',
    "https://evil.example/<script>",
    "https://evil.example/\\..",
    "https://evil.example/\nBcc: x",
    "https://evil.example/{{7*7}}",
    "https://evil.example/^^41",
    "https://evil.example/`x`",
    "https://evil.example/|x",
    "mailto:a@b.example",
    "ftp://evil.example",
)
"""Addresses that no link may have."""

ODD_ADDRESSES: tuple[str, ...] = (
    "https://user:secret@evil.example:8443/x",
    "https://evil.example/%0d%0aSet-Cookie:x",
    "https://evil.example/%22%3E%3Cscript%3E",
    "https://evil.example/a'b(c)d,e;f=g!h*i$j&k=l&amp;m#n~o_p%q[r]",
    "https://evil.example/#1_%_$x$_&_~",
    "HTTPS://EVIL.EXAMPLE/../../x",
    "https://evil.example/" + "y" * 2000,
    "https://evil.example/javascript:alert(1)//",
    "https://[::1]/x",
    "https://xn--80ak6aa92e.example/",
)
"""Addresses that are strange and allowed."""

ALL: tuple[str, ...] = tuple(text for texts in STRINGS.values() for text in texts)
"""Every string of `STRINGS`."""
