"""Words that negate, in Arabic and in English, and words that imply a negation."""

import re

from reader_app.core.arabic import normalise
from reader_app.core.english import word_set


def arabic_set(words: str) -> frozenset[str]:
    """The words between the spaces, normalised."""
    return frozenset(normalise(word) for word in words.split())


PARTICLES = arabic_set("لن ليس ليست ليسوا لست لسنا لسن ليسا ليستا لستم لستن")
"""Words that negate a clause and do nothing else."""

LAM, LA, MA = "لم", "لا", "ما"
IMPERFECT = "اينت"
"""The letters that a verb after لم begins with; before anything else it is لِمَ, "why"."""

NOT_AFTER_LA = arabic_set(
    "يزال تزال يزالون تزالون يزالان زال زالت زالوا زلت زلنا زالا أزال نزال سيما سيم بد بأس شك ريب "
    "محالة يتجزأ تتجزأ  سلكي سلكية مركزية مركزي حصر نهائي نهائية متناهي متناه متناهية"
)
"""What لا begins a phrase with that English mostly puts without a negation."""

DEPRIVING = arabic_set(
    "بدون عدم بلا انعدام لعدم بعدم وعدم كعدم دون دونك دونه دونها دونهم دونهما دوني دوننا يتعذر تتعذر "
    "تعذر عجز عجزت يعجز تعجز مستحيل يستحيل إياك إياكم خال خالي خالية يخلو تخلو"
)
"""Words that say that something is lacking, impossible or to be left."""

AT_LEAST = arabic_set("يقل تقل")
"""Between لا and عن these make it "at least"."""

WITHOUT = "دون"
STANDING_IN_THE_WAY = arabic_set("يحول تحول حال حالت حالوا الحيلولة للحيلولة والحيلولة ليحول لتحول")
"""Before دون these make it "prevent"."""

OTHER_THAN = "غير"
NOT_AFTER_OTHER_THAN = arabic_set("أن أنه أنها أنهم")

DOUBTFUL = arabic_set(
    "نفي رفض رفضت رفضوا يرفض ترفض فشل فشلت يفشل تفشل منع يمنع لولا كلا أبدا ما اليس أليست لاشيء دونك إياك"
)
"""Words that may, but need not, stand behind a negation in English."""

HINDERING = tuple(map(normalise, ["تجنب", "منع", "حظر", "رفض", "فشل", "فتقر", "تجاهل", "توقف", "فقد"]))
"""Beginnings and stems of Arabic words that English has its own word for (avoid, prevent, refuse)."""

THAT = arabic_set("أن أنه أنها أنهم أني أننا أنك")
"""After إلا these make it "however"."""

EXCEPTIONS = arabic_set("إلا الا سوى غير")
"""Behind a negation these make it "only"."""

OR = arabic_set("أم أو")

_EXPLICIT = word_set(
    "not no non never cannot nor neither nobody nothing nowhere none without nope unless ain't "
    "dont doesnt didnt isnt wasnt cant wont couldnt wouldnt shouldnt havent hasnt arent werent"
)

_IMPLIED = word_set(
    "empty devoid beware difficult fail fails failed failing failure refuse refuses refused refusing "
    "refusal lack lacks lacked lacking absence absent unable hardly scarcely barely rarely seldom "
    "fewer deny denies denied denying avoid avoids avoided avoiding prevent prevents prevented "
    "preventing prevention cease ceased ceases prohibit prohibits prohibited forbid forbids forbidden "
    "forbade ban banned bans miss misses missed missing reject rejected rejects rejecting otherwise "
    "exempt excluded excluding excludes exclude ignore ignored ignores ignoring neglect neglected "
    "neglecting refrain refrained abstain decline declined lest except impossible impossibility "
    "impractical imperfect immature immobile immovable immoral improper improbable impatient impolite "
    "imprecise impenetrable invisible invalid infinite infinitely infinity inefficient inefficiency "
    "incompetent incomplete inadequate inadequacy insufficient insufficiently inappropriate "
    "inappropriately incorrect incorrectly inability inaccessible ineffective ineffectiveness "
    "indistinguishable informal indirect indirectly inconclusive infrequent incapable innumerable "
    "inaccurate inactive inactivity inconsistent inconsistency inconvenient incredible incredibly "
    "indefinite indefinitely inexpensive inexperienced inexplicable inhuman injustice inorganic insane "
    "insecure insecurity insensitive insignificant instability intolerable intolerance invariably "
    "involuntary irrational irregular irregularly irrelevant irreplaceable irresistible irresponsible "
    "irreversible illegal illegally illiterate illogical illicit intangible inequality inedible "
    "inseparable insoluble indispensable inanimate indestructible inexact inviolable incurable "
    "invulnerable disagree disagrees disagreed disobey disobeyed dislike dislikes disliked disappear "
    "disappeared discourage discouraged disregard disregarded disbelief disallow disallowed "
    "disproportionate disproportionately distrust disapprove dishonest disorder disrespect "
    "disqualified disabled disability discontinued discomfort disadvantage disadvantaged displeased "
    "dissatisfied disengaged asymptomatic atypical apolitical anonymous anaerobic ambiguous ambiguity "
    "abnormal illegitimate misunderstood oblivious shortage sparse meaningless hate hates hated "
    "wrongly inaction illiberal arrhythmia arrhythmias discontinuous stateless"
)

_PREFIXED = re.compile(
    r"(?:un|non)(?=[a-z]{3})|.{2,}less(?:ly|ness)?$|.*free$|(?:in|im|il|ir)[a-z]+(?:able|ible|ably|ibly|ability|ibility)$|asym"
)
_NOT_PREFIXED = re.compile(
    r"under|until|unto|united?|units?$|unity|unif|uni[oqv]|unicorn|uncles?$|nonsense|bless|unless|unesco|unicef|unan|unix|"
    r"nonethe|unconscious$"
)

_WEAK = word_set(
    "other else different but only just yet too until till away off outside far out against short "
    "extra foreign stranger strange alien free freely rather lost lose loses losing loss wrong instead "
    "stop stops stopped few little despite regardless nevertheless nonetheless zero negative minus "
    "immense immune integral inherent independent innocent illness beyond foreign inevitable "
    "inevitably irritable inhabitable inflatable inimitable impressionable"
)
"""Words that look like a negation and mostly are none."""

PHRASE = re.compile(
    r"\b(?:yet to|out of|free (?:of|from)|(?:other|rather) than|instead of|short of|away from|dead[- ]end|"
    r"over[- ]the[- ]counter|too \w+ to|very (?:few|little)|hands off)\b",
    re.IGNORECASE,
)
"""Phrases that imply a negation."""


HINDERED = re.compile(
    r"(?:avoid|prevent|prohibit|forbid|refus|reject|fail|lack|ignor|ceas|miss|ban|deny|denie|disregard|neglect)"
)
"""English words for what `HINDERING` names."""


def negates(word: str) -> bool:
    """Whether an English word, in small letters, is a negation."""
    return word in _EXPLICIT or word.endswith("n't")


def implies(word: str) -> bool:
    """Whether an English word implies a negation: "unable", "refuse", "harmless"."""
    if word in _WEAK:
        return False
    return word in _IMPLIED or (_PREFIXED.match(word) is not None and _NOT_PREFIXED.match(word) is None)
