#include "agreement/family.h"

#include <algorithm>

#include "agreement/reference.h"

namespace lofte::tests::agreement {

using expr::CodecKind;
using expr::Value;

std::string SchemaSql(stores::Dialect dialect) {
  if (dialect == stores::Dialect::kPostgres) {
    return "CREATE TABLE people (id bigint PRIMARY KEY, closed_at timestamptz, left_on text, seen_s bigint, active boolean, adult boolean,"
           " agreed boolean, region text, topic bigint, label text, name text, mail text);"
           "CREATE TABLE things (id bigint PRIMARY KEY, a_id bigint, b_id bigint, parent_id bigint, day date, at timestamptz, local "
           "timestamp,"
           " text_day text, text_space text, text_t text, text_z text, text_ms text, secs bigint, millis bigint, flag boolean, level "
           "bigint,"
           " word text, open boolean, topic bigint, label text, one text, two text, three text, k_day date, k_at timestamptz, k_secs "
           "bigint);"
           "CREATE TABLE parents (id bigint PRIMARY KEY, owner_id bigint, p_day date, p_at timestamptz, p_secs bigint, p_flag boolean, "
           "p_word text);"
           "CREATE TABLE notes (id bigint PRIMARY KEY, thing_id bigint, hot boolean, rank bigint, n_day date, n_at timestamptz, n_secs "
           "bigint);";
  }
  // Declared types with every affinity: a DATE keeps an integer as it is, a TEXT makes a text of it.
  return "CREATE TABLE people (id INTEGER PRIMARY KEY, closed_at TEXT, left_on TEXT, seen_s INTEGER, active BOOLEAN, adult BOOLEAN,"
         " agreed BOOLEAN, region TEXT, topic INTEGER, label TEXT, name TEXT, mail TEXT);"
         "CREATE TABLE things (id INTEGER PRIMARY KEY, a_id INTEGER, b_id INTEGER, parent_id INTEGER, day DATE, at TIMESTAMP, local "
         "DATETIME,"
         " text_day TEXT, text_space TEXT, text_t VARCHAR(40), text_z TEXT, text_ms TEXT, secs INTEGER, millis BIGINT, flag BOOLEAN, level "
         "INTEGER,"
         " word TEXT, open BOOLEAN, topic INTEGER, label TEXT, one TEXT, two TEXT, three TEXT, k_day TEXT, k_at TEXT, k_secs INTEGER);"
         "CREATE TABLE parents (id INTEGER PRIMARY KEY, owner_id INTEGER, p_day TEXT, p_at TEXT, p_secs INTEGER, p_flag BOOLEAN, p_word "
         "TEXT);"
         "CREATE TABLE notes (id INTEGER PRIMARY KEY, thing_id INTEGER, hot BOOLEAN, rank INTEGER, n_day TEXT, n_at TEXT, n_secs INTEGER);";
}

const std::vector<std::string>& ColumnsOf(const std::string& table) {
  static const std::map<std::string, std::vector<std::string>> kColumns = {
      {"people", {"id", "closed_at", "left_on", "seen_s", "active", "adult", "agreed", "region", "topic", "label", "name", "mail"}},
      {"things", {"id",     "a_id",   "b_id",    "parent_id", "day",    "at",    "local", "text_day", "text_space",
                  "text_t", "text_z", "text_ms", "secs",      "millis", "flag",  "level", "word",     "open",
                  "topic",  "label",  "one",     "two",       "three",  "k_day", "k_at",  "k_secs"}},
      {"parents", {"id", "owner_id", "p_day", "p_at", "p_secs", "p_flag", "p_word"}},
      {"notes", {"id", "thing_id", "hot", "rank", "n_day", "n_at", "n_secs"}},
      {"subject_state", {"subject_key", "purpose", "state", "since", "until", "reference"}},
  };
  return kColumns.at(table);
}

const std::vector<EventColumn>& ThingEvents() {
  static const std::vector<EventColumn> kEvents = {
      {"day", "date", {CodecKind::kDate}, nullptr},
      {"at", "instant", {CodecKind::kInstant}, nullptr},
      {"local", "local", {CodecKind::kLocal}, nullptr},
      {"text_day", "text date", {CodecKind::kDate}, "YYYY-MM-DD"},
      {"text_space", "text space", {CodecKind::kLocal, CodecKind::kInstant}, "YYYY-MM-DD HH:MM:SS"},
      {"text_t", "text T", {CodecKind::kInstant, CodecKind::kLocal}, "YYYY-MM-DDTHH:MM:SS"},
      {"text_z", "text Z", {CodecKind::kInstant}, "YYYY-MM-DDTHH:MM:SSZ"},
      {"text_ms", "text millis", {CodecKind::kInstant}, "YYYY-MM-DDTHH:MM:SS.sssZ"},
      {"secs", "epoch s", {CodecKind::kEpochSeconds}, nullptr},
      {"millis", "epoch ms", {CodecKind::kEpochMillis}, nullptr},
  };
  return kEvents;
}

const std::vector<EventColumn>& ParentEvents() {
  static const std::vector<EventColumn> kEvents = {
      {"p_day", "linked", {CodecKind::kDate}, nullptr},
      {"p_at", "linked", {CodecKind::kInstant}, nullptr},
      {"p_secs", "linked", {CodecKind::kEpochSeconds}, nullptr},
  };
  return kEvents;
}

const std::vector<EventColumn>& NoteEvents() {
  static const std::vector<EventColumn> kEvents = {
      {"n_day", "many", {CodecKind::kDate}, nullptr},
      {"n_at", "many", {CodecKind::kInstant}, nullptr},
      {"n_secs", "many", {CodecKind::kEpochSeconds}, nullptr},
  };
  return kEvents;
}

std::string KeptIn(const std::string& note_column) { return "k" + note_column.substr(1); }

const std::vector<EventColumn>& PeopleEvents() {
  static const std::vector<EventColumn> kEvents = {
      {"closed_at", "person", {CodecKind::kInstant}, nullptr},
      {"left_on", "person", {CodecKind::kDate}, "YYYY-MM-DD"},
      {"seen_s", "person", {CodecKind::kEpochSeconds}, nullptr},
  };
  return kEvents;
}

const std::vector<std::string>& EventLabels() {
  static const std::vector<std::string> kLabels = {"date",        "instant", "local",    "text date", "text space", "text T", "text Z",
                                                   "text millis", "epoch s", "epoch ms", "linked",    "many",       "person", "state"};
  return kLabels;
}

const std::vector<std::string>& PeopleLabels() {
  static const std::vector<std::string> kLabels = {"person", "state"};
  return kLabels;
}

namespace {

const Value& Of(const Cells& row, std::string_view column) { return row.find(column)->second; }

Tri Is(bool truth) { return truth ? Tri::kTrue : Tri::kFalse; }

// A truth value as either database keeps it.
Tri Flag(const Cells& row, std::string_view column) {
  const Value& value = Of(row, column);
  if (const bool* truth = std::get_if<bool>(&value)) return Is(*truth);
  if (const auto* number = std::get_if<std::int64_t>(&value)) return Is(*number != 0);
  return Tri::kUnknown;
}

template <typename F>
Tri Number(const Cells& row, std::string_view column, const F& test) {
  const auto* number = std::get_if<std::int64_t>(&Of(row, column));
  return number == nullptr ? Tri::kUnknown : Is(test(*number));
}

template <typename F>
Tri Text(const Cells& row, std::string_view column, const F& test) {
  const auto* text = std::get_if<std::string>(&Of(row, column));
  return text == nullptr ? Tri::kUnknown : Is(test(*text));
}

const Cells* Parent(const Cells& row, const Stored& all) { return FindRow(all, "parents", "id", Of(row, "parent_id")); }

template <typename F>
Tri AnyNote(const Cells& row, const Stored& all, const F& test) {
  for (const Cells& note : all.find("notes")->second)
    if (Of(note, "thing_id") == Of(row, "id") && test(note)) return Tri::kTrue;
  return Tri::kFalse;
}

// `parent.column compared`: false where there is nothing to compare.
template <typename F>
Tri OfParent(const Cells& row, const Stored& all, const F& test) {
  const Cells* parent = Parent(row, all);
  return Is(parent != nullptr && test(*parent) == Tri::kTrue);
}

using Row = const Cells&;
using All = const Stored&;

// There is something, and it is no number, as a truth value has to be; it is no text.
bool NoNumber(Row row, std::string_view column) {
  const Value& value = Of(row, column);
  return std::holds_alternative<std::string>(value) || std::holds_alternative<expr::Blob>(value);
}
bool NoText(Row row, std::string_view column) {
  return !expr::IsNull(Of(row, column)) && !std::holds_alternative<std::string>(Of(row, column));
}

bool NoFlag(Row r, All) { return NoNumber(r, "flag"); }
bool NoLevel(Row r, All) { return NoNumber(r, "level"); }
bool NoWord(Row r, All) { return NoText(r, "word"); }
bool NoFlagOrLevel(Row r, All) { return NoNumber(r, "flag") || NoNumber(r, "level"); }
bool NoParentFlag(Row r, All a) { return Parent(r, a) != nullptr && NoNumber(*Parent(r, a), "p_flag"); }
bool NoParentWord(Row r, All a) { return Parent(r, a) != nullptr && NoText(*Parent(r, a), "p_word"); }

}  // namespace

const std::vector<Expression>& ThingConditions() {
  static const std::vector<Expression> kConditions = {
      // These can be NULL.
      {"flag", [](Row r, All) { return Flag(r, "flag"); }, NoFlag},
      {"not flag", [](Row r, All) { return expr::Not(Flag(r, "flag")); }, NoFlag},
      {"level > 3", [](Row r, All) { return Number(r, "level", [](auto n) { return n > 3; }); }, NoLevel},
      {"level not in (1, 2, 7)", [](Row r, All) { return Number(r, "level", [](auto n) { return n != 1 && n != 2 && n != 7; }); }, NoLevel},
      {"word < 'b'", [](Row r, All) { return Text(r, "word", [](auto& w) { return w < "b"; }); }, NoWord},
      {"word starts with 'a'", [](Row r, All) { return Text(r, "word", [](auto& w) { return w.substr(0, 1) == "a"; }); }, NoWord},
      {"flag and level > 3", [](Row r, All) { return expr::And(Flag(r, "flag"), Number(r, "level", [](auto n) { return n > 3; })); },
       NoFlagOrLevel},
      {"flag or word != 'Z'", [](Row r, All) { return expr::Or(Flag(r, "flag"), Text(r, "word", [](auto& w) { return w != "Z"; })); },
       [](Row r, All) { return NoNumber(r, "flag") || NoText(r, "word"); }},
      {"flag = (level > 3)",
       [](Row r, All) {
         const Tri a = Flag(r, "flag"), b = Number(r, "level", [](auto n) { return n > 3; });
         return a == Tri::kUnknown || b == Tri::kUnknown ? Tri::kUnknown : Is(a == b);
       },
       NoFlagOrLevel},
      // These can not.
      {"flag is not false", [](Row r, All) { return Is(Flag(r, "flag") != Tri::kFalse); }, NoFlag},
      {"parent.p_flag", [](Row r, All a) { return OfParent(r, a, [](Row p) { return Flag(p, "p_flag"); }); }, NoParentFlag},
      {"not parent.p_flag", [](Row r, All a) { return expr::Not(OfParent(r, a, [](Row p) { return Flag(p, "p_flag"); })); }, NoParentFlag},
      {"parent.p_word != 'b'",
       [](Row r, All a) { return OfParent(r, a, [](Row p) { return Text(p, "p_word", [](auto& w) { return w != "b"; }); }); },
       NoParentWord},
      {"parent.p_word is null", [](Row r, All a) { return Is(Parent(r, a) == nullptr || expr::IsNull(Of(*Parent(r, a), "p_word"))); }},
      {"parent.p_word = word",
       [](Row r, All a) {
         return OfParent(r, a, [&](Row p) { return Text(p, "p_word", [&](auto& w) { return Of(r, "word") == Value(w); }); });
       },
       [](Row r, All a) { return Parent(r, a) != nullptr && (NoText(*Parent(r, a), "p_word") || NoText(r, "word")); }},
      {"any(notes)", [](Row r, All a) { return AnyNote(r, a, [](Row) { return true; }); }},
      {"not any(notes, hot)", [](Row r, All a) { return expr::Not(AnyNote(r, a, [](Row n) { return Flag(n, "hot") == Tri::kTrue; })); },
       [](Row r, All a) { return AnyNote(r, a, [](Row n) { return NoNumber(n, "hot"); }) == Tri::kTrue; }},
      {"any(notes, rank > row.level)",
       [](Row r, All a) {
         return AnyNote(r, a, [&](Row n) {
           return Number(n, "rank", [&](auto rank) {
                    return Number(r, "level", [&](auto level) { return rank > level; }) == Tri::kTrue;
                  }) == Tri::kTrue;
         });
       },
       [](Row r, All a) { return AnyNote(r, a, [&](Row n) { return NoNumber(n, "rank") || NoNumber(r, "level"); }) == Tri::kTrue; }},
      {"any(parent, p_flag is null)",
       [](Row r, All a) { return Is(Parent(r, a) != nullptr && expr::IsNull(Of(*Parent(r, a), "p_flag"))); }},
  };
  return kConditions;
}

const std::vector<Expression>& PeopleConditions() {
  static const std::vector<Expression> kConditions = {
      {"adult", [](Row r, All) { return Flag(r, "adult"); }, [](Row r, All) { return NoNumber(r, "adult"); }},
      {"not agreed", [](Row r, All) { return expr::Not(Flag(r, "agreed")); }, [](Row r, All) { return NoNumber(r, "agreed"); }},
      {"region >= 'B'", [](Row r, All) { return Text(r, "region", [](auto& w) { return w >= "B"; }); },
       [](Row r, All) { return NoText(r, "region"); }},
      {"active and adult", [](Row r, All) { return expr::And(Flag(r, "active"), Flag(r, "adult")); },
       [](Row r, All) { return NoNumber(r, "active") || NoNumber(r, "adult"); }},
      {"region is null", [](Row r, All) { return Is(expr::IsNull(Of(r, "region"))); }},
      {"closed_at is null", [](Row r, All) { return Is(expr::IsNull(Of(r, "closed_at"))); }},
  };
  return kConditions;
}

}  // namespace lofte::tests::agreement
