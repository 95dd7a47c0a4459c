"""Which TeX math is let through: a small grammar of formulas that cannot leave math mode or fail to typeset."""

from __future__ import annotations

import re
from collections.abc import Container
from string import ascii_letters, digits

from cvkit.render.tex_characters import MATH_SYMBOLS

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|[^A-Za-z])|\S|\s+")
_PLAIN = frozenset(ascii_letters + digits + "+-*/=<>()[]|.,;:!?~")
_WORDS = re.compile(r"[A-Za-z0-9 .,;:!?()/+=*-]*\}")
_NAMES = str.maketrans({symbol: f"{name} " for symbol, name in MATH_SYMBOLS.items()})
_MAX_DEPTH = 20
_MAX_LENGTH = 2000

_SYMBOL_NAMES = r"""
\alpha \beta \gamma \delta \epsilon \varepsilon \zeta \eta \theta \vartheta \iota \kappa \lambda \mu \nu \xi \pi
\varpi \rho \varrho \sigma \varsigma \tau \upsilon \phi \varphi \chi \psi \omega
\Gamma \Delta \Theta \Lambda \Xi \Pi \Sigma \Upsilon \Phi \Psi \Omega
\pm \mp \times \div \cdot \ast \star \circ \bullet \cap \cup \sqcap \sqcup \vee \wedge \lor \land \setminus
\oplus \ominus \otimes \oslash \odot \dagger \ddagger \amalg \wr \uplus \diamond
\leq \le \geq \ge \neq \ne \equiv \sim \simeq \approx \cong \propto \ll \gg \prec \succ \preceq \succeq \asymp
\subset \supset \subseteq \supseteq \in \ni \notin \mid \parallel \perp \models \vdash \dashv \doteq
\lesssim \gtrsim \leqslant \geqslant
\leftarrow \gets \rightarrow \to \leftrightarrow \Leftarrow \Rightarrow \Leftrightarrow \iff \implies \mapsto
\longrightarrow \longleftarrow \Longrightarrow \longmapsto \hookrightarrow \hookleftarrow \uparrow \downarrow
\nearrow \searrow \rightharpoonup \rightleftharpoons
\infty \partial \nabla \forall \exists \neg \lnot \emptyset \varnothing \ell \hbar \Re \Im \aleph \imath \jmath
\wp \surd \top \bot \angle \triangle \prime \sharp \flat \natural \backslash \colon \dots \ldots \cdots \vdots
\ddots \dotsc \dotsb \quad \qquad
\log \ln \exp \sin \cos \tan \cot \sec \csc \arcsin \arccos \arctan \sinh \cosh \tanh \coth \arg \dim \ker
\deg \hom
\langle \rangle \lfloor \rfloor \lceil \rceil \lvert \rvert \lVert \rVert \vert \Vert
\, \; \: \! \{ \} \| \% \# \& \_ \$
"""

# Those of them that may say where their limits stand.
_OPERATOR_NAMES = r"""
\sum \prod \coprod \int \iint \iiint \oint \bigcup \bigcap \bigoplus \bigotimes \bigvee \bigwedge
\lim \liminf \limsup \max \min \sup \inf \det \gcd \Pr
"""

_ACCENT_AND_FACE_NAMES = r"""
\hat \widehat \tilde \widetilde \bar \overline \underline \vec \dot \ddot \check \breve \acute \grave \mathring
\overrightarrow \overbrace \underbrace \mathbb \mathcal \mathbf \mathrm \mathit \mathsf \mathtt \mathfrak
\boldsymbol
"""
_FRACTION_NAMES = r"\frac \dfrac \tfrac \binom \overset \underset \stackrel"
_DELIMITER_NAMES = r"\{ \} \| \langle \rangle \lfloor \rfloor \lceil \rceil \lvert \rvert \lVert \rVert \vert \Vert"

_OPERATORS = frozenset(_OPERATOR_NAMES.split())
SYMBOLS = _PLAIN | _OPERATORS | set(_SYMBOL_NAMES.split()) | {r"\ "}
ARITY = dict.fromkeys(_ACCENT_AND_FACE_NAMES.split(), 1) | dict.fromkeys(_FRACTION_NAMES.split(), 2)
_TEXT_COMMANDS = frozenset({r"\text", r"\textrm", r"\textbf", r"\textit", r"\operatorname"})
_SIZES = frozenset(rf"\{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m"))
_DELIMITERS = frozenset("()[]|/.<>") | set(_DELIMITER_NAMES.split())
_ANY = SYMBOLS | ARITY.keys() | _SIZES | _TEXT_COMMANDS | {"{", r"\sqrt", r"\left"}


class _RefusedError(ValueError):
    """The formula is not in the grammar."""


def safe_math(tex: str) -> str | None:
    """A formula as it may stand between `$` signs, or None where some of it is not on the list."""
    tex = " ".join(tex.translate(_NAMES).split())
    if not tex or len(tex) > _MAX_LENGTH or not tex.isascii():
        return None
    try:
        return _Parser(tex).formula()
    except _RefusedError:
        return None


class _Parser:
    """A recursive descent over the tokens of one formula; it writes out what it accepts or raises `_RefusedError`."""

    def __init__(self, tex: str) -> None:
        self._tokens = _TOKEN.findall(tex)
        self._position = 0
        self._depth = 0
        self._accepted: list[str] = []

    def formula(self) -> str:
        """Accept the whole source."""
        self._items(end=None)
        return "".join(self._accepted)

    def _peek(self) -> str | None:
        """The next token that is not a space."""
        while self._position < len(self._tokens) and self._tokens[self._position].isspace():
            self._accepted.append(" ")
            self._position += 1
        return self._tokens[self._position] if self._position < len(self._tokens) else None

    def _next(self, allowed: Container[str | None]) -> str:
        token = self._peek()
        if token is None or token not in allowed:
            raise _RefusedError
        self._position += 1
        self._accepted.append(token)
        return token

    def _items(self, end: str | None) -> None:
        """Atoms with their scripts until the closing token, which is consumed."""
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise _RefusedError
        while (token := self._peek()) != end:
            if token not in ("^", "_", "'"):
                self._atom()
            self._scripts()
        if end is not None:
            self._next({end})
        self._depth -= 1

    def _scripts(self) -> None:
        """At most one superscript, with primes only right before it, and one subscript: TeX takes no more."""
        allowed = {"'", "^", "_"}
        while (token := self._peek()) in allowed:
            self._next(allowed)
            if token == "'":
                allowed -= {"'"} if self._skip_primes() == "^" else {"'", "^"}
            else:
                allowed -= {"_"} if token == "_" else {"'", "^"}
                self._argument()
        if token in ("^", "_", "'"):
            raise _RefusedError

    def _skip_primes(self) -> str | None:
        """Accept further primes, and no space after any, for TeX does not look beyond it; the token after them."""
        while True:
            token = self._peek()
            while self._accepted[-1] == " ":
                self._accepted.pop()
            if token != "'":
                return token
            self._next("'")

    def _argument(self) -> None:
        """A group or one symbol, which gets braces, since TeX takes not every symbol without."""
        if self._peek() == "{":
            self._next("{")
            self._items(end="}")
        else:
            self._peek()
            self._accepted.append("{")
            self._next(SYMBOLS)
            self._accepted.append("}")

    def _atom(self) -> None:
        token = self._next(_ANY)
        if token == "{":
            self._items(end="}")
        elif token in _OPERATORS:
            if self._peek() in (r"\limits", r"\nolimits"):
                self._next((r"\limits", r"\nolimits"))
        elif token in ARITY:
            for _ in range(ARITY[token]):
                self._argument()
        elif token == r"\sqrt":
            if self._peek() == "[":
                self._next("[")
                self._items(end="]")
            self._argument()
        elif token == r"\left":
            self._next(_DELIMITERS)
            self._items(end=r"\right")
            self._next(_DELIMITERS)
        elif token in _SIZES:
            self._next(_DELIMITERS)
        elif token in _TEXT_COMMANDS:
            self._words()

    def _words(self) -> None:
        """A braced argument of plain words, in which nothing has a meaning to TeX."""
        self._next("{")
        rest = "".join(self._tokens[self._position :])
        words = _WORDS.match(rest)
        if words is None:
            raise _RefusedError
        self._accepted.append(words[0])
        self._tokens = _TOKEN.findall(rest[words.end() :])
        self._position = 0
