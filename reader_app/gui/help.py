"""The texts of the help dialogs."""

KEYS = """Click a sentence to read it in English; click a name to learn who or where it is. \
Rest the pointer on a word of the sentence or of its English: its partner lights up. \
Double-click selects a word, dragging selects text.

Left, Down\tnext sentence
Right, Up\tprevious sentence
PgDn, PgUp\tone screen further, one back
Home, End\tfirst, last sentence
Alt+Left, Alt+Right\tnext and previous word with its English
Tab\tthrough the sentence's names; Enter explains one
Esc\tcloses the card, lets go of the word, then of the sentence

Ctrl+O\topen an article
Ctrl+F\tfind; Ctrl+G and Ctrl+Shift+G the next and the one before
Ctrl+C\tcopy the selection, or the sentence
Ctrl+Shift+C\tcopy the translation
Ctrl+Return\ttranslate the sentence again
Ctrl+M\tmodels: get, use, verify, remove
Ctrl+E\twrite your own translation
Ctrl+R\tuse the best match of the translation memory
Ctrl+K\tsearch the translation memory
Ctrl+Shift+N\tnames of the article, and a map of its places
Ctrl+Shift+V\tcheck the translations of the article
Ctrl+Shift+T\tadd the selected words to your glossary; Ctrl+Shift+Y shows it
Ctrl+Alt+Z, Ctrl+Alt+Y\tundo and redo what you did to the glossary
Ctrl+Shift+Return\tapprove the translation and go on
Ctrl+U\tthe next unreviewed sentence
Ctrl+D, Shift+F2\tflag the sentence, or take the flag back; write a note
Ctrl+Shift+B, Ctrl+H\tback to the model's translation; versions and differences
Ctrl+Shift+R\tput the Arabic into the translation, to write over it
Ctrl+T, Ctrl+Shift+J\tsplit the sentence before the word clicked, merge it with the next
Ctrl+Z\ttake the last split or merge back
Ctrl+Shift+A\tother translations of the sentence
F9, F1\tside panel, this help
Ctrl+= Ctrl+− Ctrl+0\tlarger, smaller, normal size
Ctrl+Q\tquit"""

ABOUT = """Arabic Reader {version}

Read Arabic sentence by sentence, offline, with every name explained.

Free software under the GNU General Public License, version 3 or later. \
Country names: Unicode CLDR (Unicode License v3)."""
