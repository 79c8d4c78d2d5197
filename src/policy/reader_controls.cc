// `control:` of a promise: a map with one kind of control, and the keys that belong to that kind.
//
//     retention: true | columns: GROUP, free-of: PATTERN or [..] | values: CATEGORY, in: [..] | format: CATEGORY, is: FORMAT or [..]
//     always: CONDITION, when: .., by: END, event: EVENT, window: PERIOD
//     never: CATEGORY or PATTERN, except: [..] | row-security: true | attested: {..} | unproven: REASON
#include <algorithm>
#include <utility>

#include "policy/reader.h"
#include "policy/reader_parts.h"

namespace lofte::policy {
namespace {

// One kind of control: its key, the keys beside it that it may have, and how it is read.
struct Kind {
  std::string key;
  std::vector<std::string> companions;
  Control (*read)(const text::Node& map, const text::Node& value, Draft& draft);
};

std::string ReadName(const text::Node& value, const std::vector<std::string>& known, const char* code, const char* noun, Draft& draft) {
  const std::string text = ReadText(&value, draft.issues);
  if (text.empty() || Contains(known, text)) return text;
  Report(draft.issues, code, std::string("no ") + noun + " `" + text + "`", value.span, Suggestion(text, known, draft.issues));
  return text;
}

std::vector<std::string> TextsUnder(const text::Node& map, std::string_view key, Draft& draft) {
  std::vector<std::string> texts;
  for (Item& item : ReadItems(Required(map, key, map.span, draft.issues), draft.issues)) texts.push_back(std::move(item.text));
  return texts;
}

Control ReadRetentionControl(const text::Node&, const text::Node& value, Draft& draft) {
  ReadTrue(value, draft.issues);
  return RetentionControl{};
}

Control ReadColumns(const text::Node& map, const text::Node& value, Draft& draft) {
  std::string record = ReadName(value, draft.groups, "unknown-group", "group of data", draft);
  return ColumnsControl{std::move(record), ReadKnown(map.Find("free-of"), kNeverPatterns, "unknown-pattern", "pattern", draft.issues)};
}

Control ReadValues(const text::Node& map, const text::Node& value, Draft& draft) {
  std::string category = ReadName(value, draft.categories, "unknown-category", "category", draft);
  return ValuesControl{std::move(category), TextsUnder(map, "in", draft)};
}

Control ReadFormat(const text::Node& map, const text::Node& value, Draft& draft) {
  FormatControl control;
  control.category = ReadName(value, draft.categories, "unknown-category", "category", draft);
  const text::Node* is = Required(map, "is", map.span, draft.issues);
  control.formats = ReadKnown(is, kFormats, "unknown-format", "format", draft.issues);
  return control;
}

// A period of whole days, one at least.
std::optional<time::Period> ReadDays(const text::Node& node, const std::string& key, Issues& issues) {
  const std::string text = ReadText(&node, issues);
  if (text.empty()) return std::nullopt;
  const Result<time::Period> period = time::ParsePeriod(text);
  if (!period) {
    Report(issues, "bad-period", period.error().message, node.span, "periods are written `P1Y`");
    return std::nullopt;
  }
  if (!period->is_clock() && !period->is_zero()) return *period;
  Report(issues, "bad-period", "`" + key + ":` is a period of whole days, one at least", node.span, "write `P1Y`, for example");
  return std::nullopt;
}

// `event: EVENT, window: PERIOD`: either needs the other.
void ReadWindow(const text::Node& map, AlwaysControl& control, Issues& issues) {
  const text::Node* event = map.Find("event");
  const text::Node* window = map.Find("window");
  if (event == nullptr && window == nullptr) return;
  if (event == nullptr || window == nullptr)
    return Report(issues, "missing-key", event == nullptr ? "`window:` without `event:`" : "`event:` without `window:`", map.span,
                  "say which event of the row it is about, and for how long it is looked back at: `event: mail.sent, window: P1Y`");
  const std::string name = ReadText(event, issues);
  if (name.empty()) return;
  const std::optional<std::vector<ConditionRef>> named = ParseWhen(name, event->TextSpan(), issues);
  if (named && (named->size() > 1 || named->front().negated))
    return Report(issues, "bad-event", "`event:` names one event", event->span, "write it as in a rule: `mail.sent`");
  if (!named) return;
  control.event = named->front().name;
  control.event_span = named->front().name_span;
  if (const std::optional<time::Period> period = ReadDays(*window, "window", issues)) control.window = *period;
}

// `always: CONDITION` is a `when:` of exactly one name that is not negated.
Control ReadAlways(const text::Node& map, const text::Node& value, Draft& draft) {
  AlwaysControl control;
  const std::string text = ReadText(&value, draft.issues);
  if (text.empty()) return control;
  const std::optional<std::vector<ConditionRef>> condition = ParseWhen(text, value.TextSpan(), draft.issues);
  if (condition && (condition->size() > 1 || condition->front().negated)) {
    Report(draft.issues, "bad-always", "`always:` names one condition", value.span, "define the condition in the data map, or use `when:`");
  } else if (condition) {
    control.condition = condition->front().name;
    control.condition_span = condition->front().name_span;
  }
  const text::Node* when = map.Find("when");
  if (const std::string when_text = ReadText(when, draft.issues); !when_text.empty())
    control.when = ParseWhen(when_text, when->TextSpan(), draft.issues).value_or(std::vector<ConditionRef>());
  const text::Node* by = map.Find("by");
  if (const std::string end = ReadText(by, draft.issues); !end.empty()) {
    control.by = ParseEnd(end, by->TextSpan(), draft.issues);
    control.by_source = end;
  }
  ReadWindow(map, control, draft.issues);
  return control;
}

Control ReadNever(const text::Node& map, const text::Node& value, Draft& draft) {
  const std::string text = ReadText(&value, draft.issues);
  const text::Node* except = map.Find("except");
  if (Contains(draft.categories, text)) {
    if (except != nullptr)
      Report(draft.issues, "unused-key", "`except:` beside a category", except->span, "it belongs to a pattern: `never: national-id`");
    return NeverControl{"", text};
  }
  std::vector<std::string> excepted = ReadKnown(except, draft.categories, "unknown-category", "category", draft.issues);
  if (text.empty() || Contains(kNeverPatterns, text)) return NeverControl{text, "", std::move(excepted)};
  std::vector<std::string> known = kNeverPatterns;
  known.insert(known.end(), draft.categories.begin(), draft.categories.end());
  Report(draft.issues, "unknown-pattern", "no pattern or category `" + text + "`", value.span, Suggestion(text, known, draft.issues));
  return NeverControl{text};
}

Control ReadRowSecurity(const text::Node&, const text::Node& value, Draft& draft) {
  ReadTrue(value, draft.issues);
  return RowSecurityControl{};
}

// `role: ROLE, every: PERIOD, shown-by: DOCUMENT`: who vouches is recorded with `lofte attest`.
Attested ReadRecurring(const text::Node& value, const text::Node& every, Issues& issues) {
  Attested attested;
  attested.role = ReadText(Required(value, "role", value.span, issues), issues);
  attested.shown_by = ReadText(value.Find("shown-by"), issues);
  attested.every = ReadDays(every, "every", issues).value_or(time::Period{12, 0, 0});
  for (const char* key : {"by", "document", "sha256", "from", "until"})
    if (const text::Node* other = value.Find(key))
      Report(issues, "unused-key", std::string("`") + key + ":` beside `every:`", other->span,
             "remove it: who vouches, by what and how long is recorded with `lofte attest add`");
  return attested;
}

Control ReadAttested(const text::Node&, const text::Node& value, Draft& draft) {
  Attested attested;
  Issues& issues = draft.issues;
  if (!IsMap(value, "attested", issues)) return attested;
  if (const text::Node* every = value.Find("every")) return ReadRecurring(value, *every, issues);
  if (const text::Node* shown_by = value.Find("shown-by"))
    Report(issues, "unused-key", "`shown-by:` without `every:`", shown_by->span, "the document has its own key here: `document:`");
  attested.by = ReadText(Required(value, "by", value.span, issues), issues);
  attested.role = ReadText(Required(value, "role", value.span, issues), issues);
  attested.document = ReadText(Required(value, "document", value.span, issues), issues);
  attested.sha256 = ReadSha256(Required(value, "sha256", value.span, issues), issues);
  const std::optional<time::Day> from = ReadDay(Required(value, "from", value.span, issues), issues);
  const text::Node* until_node = Required(value, "until", value.span, issues);
  const std::optional<time::Day> until = ReadDay(until_node, issues);
  attested.from = from.value_or(time::Day{});
  attested.until = until.value_or(time::Day{});
  if (from && until && *until < *from) Report(issues, "bad-date", "`until:` is before `from:`", until_node->span, "exchange them");
  return attested;
}

Control ReadUnproven(const text::Node&, const text::Node& value, Draft& draft) { return Unproven{ReadText(&value, draft.issues)}; }

const std::vector<Kind>& Kinds() {
  static const std::vector<Kind> kinds = {
      {"retention", {}, ReadRetentionControl},
      {"columns", {"free-of"}, ReadColumns},
      {"values", {"in"}, ReadValues},
      {"format", {"is"}, ReadFormat},
      {"always", {"when", "by", "event", "window"}, ReadAlways},
      {"never", {"except"}, ReadNever},
      {"row-security", {}, ReadRowSecurity},
      {"attested", {}, ReadAttested},
      {"unproven", {}, ReadUnproven},
  };
  return kinds;
}

std::string KindsForHelp() {
  std::string help = "one of";
  for (const Kind& kind : Kinds()) help += (help == "one of" ? " `" : ", `") + kind.key + ":`";
  return help;
}

void RefuseForeignCompanions(const text::Node& map, const Kind& kind, Issues& issues) {
  for (const text::Node::Entry& entry : map.entries) {
    const bool belongs_to_one =
        std::any_of(Kinds().begin(), Kinds().end(), [&](const Kind& other) { return Contains(other.companions, entry.key); });
    if (!belongs_to_one || Contains(kind.companions, entry.key)) continue;
    Report(issues, "unused-key", "`" + entry.key + ":` does not belong to `" + kind.key + ":`", entry.key_span, "remove it");
  }
}

}  // namespace

Control ReadControl(const text::Node& node, Draft& draft) {
  if (!IsMap(node, "control", draft.issues)) return Unproven{};
  const Kind* found = nullptr;
  for (const text::Node::Entry& entry : node.entries) {
    const auto kind = std::find_if(Kinds().begin(), Kinds().end(), [&](const Kind& other) { return other.key == entry.key; });
    if (kind == Kinds().end()) continue;
    if (found == nullptr) {
      found = &*kind;
    } else {
      Report(draft.issues, "many-controls", "a promise has one control; this is a second", entry.key_span,
             "split the promise in two, one of which covers the other");
    }
  }
  if (found == nullptr) return Report(draft.issues, "missing-control", "no kind of control here", node.span, KindsForHelp()), Unproven{};
  RefuseForeignCompanions(node, *found, draft.issues);
  return found->read(node, *node.Find(found->key), draft);
}

}  // namespace lofte::policy
