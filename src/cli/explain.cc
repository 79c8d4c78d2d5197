// explain: the page that a data protection officer asks for about one row.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "base/issue.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/session.h"
#include "engine/explain.h"

namespace lofte::cli {

using engine::Explanation;
using engine::RuleView;
using engine::Standing;
using engine::ValueView;

namespace {

// The table of that name in the data map, with or without the store's.
Result<expr::TableName> TableNamed(const Workspace& workspace, const std::string& name) {
  std::vector<std::string> names;
  for (const datamap::TableMap& table : workspace.map.tables) {
    const std::string full = expr::Format(table.name);
    if (full == name || full.substr(full.find('.') + 1) == name) return table.name;
    names.push_back(full);
  }
  const std::string nearest = Nearest(name, names);
  return Fail(ErrorCode::kInvalid,
              "the data map has no table `" + name + "`" + (nearest.empty() ? "" : ", did you mean `" + nearest + "`?"));
}

// Days are the controller's. A moment that is no start of a day is told with its time.
class Page {
 public:
  Page(const Explanation& of, const policy::Policy& policy, const time::Zone& zone, bool colour)
      : of_(of), policy_(policy), zone_(zone), colour_(colour), now_(of.at) {}

  std::string Text(const std::string& key) {
    // What was typed may be a value of the row: a key alone is shown.
    const std::string shown = key.find('=') == std::string::npos ? " " + key : "";
    out_ = fmt::format("{}{}, on {} ({})\n\n", of_.table, shown, time::Format(zone_.DayOf(of_.at)), zone_.name());
    ShowPeople();
    ShowFacts();
    for (const ValueView& value : of_.values) ShowValue(value);
    const bool is_held = std::any_of(of_.people.begin(), of_.people.end(), [](const auto& of) { return of.second.is_held; });
    out_ += is_held         ? "\nthe row: stays while somebody in it is held\n"
            : of_.row_until ? fmt::format("\nthe row: {}, unless another row refers to it\n", DeletedWords(*of_.row_until))
                            : "\nthe row: by these rules and facts it is not deleted as a whole\n";
    return out_;
  }

 private:
  std::string DayText(time::Instant at) const {
    const time::Day day = zone_.DayOf(at);
    if (zone_.StartOf(day) == at) return time::Format(day);
    return time::Format(time::Instant{at.us - at.us % time::kMicrosPerSecond});
  }
  std::string DeletedWords(time::Instant at) const {
    return at <= now_ ? "to be deleted, since " + DayText(at) : "deleted from " + DayText(at) + " on";
  }

  void ShowPeople() {
    for (const auto& [role, person] : of_.people) {
      const char* words = person.is_unknown ? "somebody, and the row does not say who"
                          : person.is_present
                              ? (person.is_held ? "named, and held: nothing about this person is deleted" : "named, not held")
                              : "nobody";
      out_ += fmt::format("{}: {}\n", role, words);
    }
  }

  void ShowFacts() {
    if (of_.facts.empty()) return;
    TextTable table;
    for (const engine::FactView& fact : of_.facts) {
      const std::string words = fact.is_unknown ? "unknown"
                                : fact.day      ? (fact.is_state ? "ended " : "") + time::Format(*fact.day)
                                                : (fact.is_state ? "stands" : "not yet");
      table.Row({{"  " + fact.name}, {fact.role, Colour::kGrey}, {words, fact.is_unknown ? Colour::kYellow : Colour::kNone}});
    }
    out_ += "\n" + table.Render(colour_);
  }

  std::string ThenWords(policy::Then then) const {
    switch (then) {
      case policy::Then::kErase:
        return "erased";
      case policy::Then::kAnonymise:
        return "anonymised";
      case policy::Then::kAggregate:
        return "aggregated";
      default:
        return "gone";
    }
  }

  // What is so of the value now, and what comes.
  std::string StandingWords(const ValueView& value) const {
    if (!value.has_value) return "nothing there";
    const bool is_due = value.standing == Standing::kGone || (value.is_held && value.until && *value.until <= now_);
    if (is_due && value.is_held)
      return "held: but for that it would be " + ThenWords(value.then) + (value.until ? " since " + DayText(*value.until) : "");
    if (is_due && value.then == policy::Then::kAggregate)
      return "its time was over" + (value.until ? " on " + DayText(*value.until) : std::string()) +
             "; aggregation is not carried out yet, so it is left alone";
    const auto until = [&](const std::optional<time::Instant>& at) { return at ? "until " + DayText(*at) : std::string("without an end"); };
    switch (value.standing) {
      case Standing::kNobody:
        return "about nobody: outside every rule";
      case Standing::kUndated:
        return "undated: a fact is unknown, so it is never touched and always counted";
      case Standing::kUnclaimed:
        return "unclaimed: no need applies and nothing ends it; a person has to look";
      case Standing::kGone:
        return fmt::format("to be {}{}", ThenWords(value.then), value.until ? ", since " + DayText(*value.until) : "");
      case Standing::kBlocked:
        return fmt::format("kept and out of use, {}{}", until(value.until), value.until ? ", then " + ThenWords(value.then) : "");
      case Standing::kUse:
        break;
    }
    if (value.use_until == value.until)
      return fmt::format("in use {}{}", until(value.until), value.until ? ", then " + ThenWords(value.then) : "");
    return fmt::format("in use {}, kept {}{}", until(value.use_until), until(value.until),
                       value.until ? ", then " + ThenWords(value.then) : "");
  }

  void ShowValue(const ValueView& value) {
    out_ += "\n" + Paint(fmt::format("{}", fmt::join(value.fields, ", ")), Colour::kBold, colour_) + ": " + StandingWords(value) + "\n";
    if (value.is_link)
      out_ += fmt::format("  the key of {}: it goes with the last of what is said about them here\n", fmt::join(value.roles, ", "));
    if (!value.has_value) return;
    TextTable table;
    for (const bool applies : {true, false})
      for (const RuleView& rule : value.rules)
        if ((rule.applies != expr::Tri::kFalse) == applies) AddRule(table, rule, value.roles.size() > 1);
    if (!value.rules.empty()) out_ += table.Render(colour_);
    if (!value.late_from) return;
    out_ += fmt::format("  {} from {} on: {}\n", *value.late_from <= now_ ? "a broken promise" : "a promise would be broken",
                        DayText(*value.late_from), fmt::join(value.promises, ", "));
  }

  std::string EndWords(const RuleView& view) const {
    using When = grounds::Reached::When;
    if (!view.in_force) return "not in force";
    if (view.applies == expr::Tri::kFalse) return fmt::format("does not apply: {} is not so", view.not_so.front());
    if (view.applies == expr::Tri::kUnknown) return fmt::format("nobody knows whether it applies: {}", view.not_so.front());
    if (view.ends.when == When::kUnknown) return "its end is unknown";
    if (view.ends.when == When::kNotYet) return "stands";
    const bool is_over = view.ends.at <= now_;
    if (view.rule->kind == policy::RuleKind::kFloor)
      return fmt::format("{} at the end of {}", is_over ? "over" : "stands, over",
                         time::Format(time::Day{zone_.DayOf(view.ends.at).number - 1}));
    const char* blocks = view.rule->then == policy::Then::kBlock ? ", then blocked (not carried out yet)" : "";
    return fmt::format("{} {}{}", is_over ? "ended" : "ends", DayText(view.ends.at), blocks) +
           (view.late_from ? ", late from " + DayText(*view.late_from) : "");
  }

  std::string Lines(const std::vector<std::string>& promises) const {
    std::vector<int> lines;
    for (const std::string& id : promises)
      if (const policy::Promise* promise = policy_.FindPromise(id)) lines.insert(lines.end(), promise->lines.begin(), promise->lines.end());
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    return lines.empty() ? "" : fmt::format(" (line {} of the text)", fmt::join(lines, ", "));
  }

  void AddRule(TextTable& table, const RuleView& view, bool several) const {
    const policy::Rule& rule = *view.rule;
    const policy::Activity* activity = policy_.FindActivity(rule.activity);
    static constexpr const char* kKinds[] = {"need", "cap", "floor"};
    std::string ground = std::string(kKinds[static_cast<int>(rule.kind)]) + " of " + rule.activity;
    if (rule.kind == policy::RuleKind::kNeed && activity != nullptr) ground += ", " + std::string(NameOf(activity->basis));
    if (rule.kind == policy::RuleKind::kNeed && rule.mode == policy::Mode::kKeep) ground += ", kept only";
    if (!rule.law.empty()) ground += ", " + rule.law;
    if (several) ground += " (" + view.role + ")";
    table.Row({{"  " + ground}, {rule.source}, {EndWords(view)}});
    std::string from;
    for (const std::string& id : rule.promises) from += (from.empty() ? "" : ", ") + id;
    if (!from.empty()) table.Under(Wrap(from + Lines(rule.promises), OutputWidth(), 6));
  }

  const Explanation& of_;
  const policy::Policy& policy_;
  const time::Zone& zone_;
  bool colour_;
  time::Instant now_;
  std::string out_;
};

}  // namespace

int RunExplain(const Arguments& arguments, const Clock& clock) {
  Opened opened = Open(arguments, clock, engine::Access::kRead);
  if (!opened.session) return opened.exit_code;
  Session& session = *opened.session;
  const Result<expr::TableName> table = TableNamed(session.workspace(), arguments.table);
  if (!table) return Report(table.error(), arguments);
  const auto site =
      std::find_if(session.sites.begin(), session.sites.end(), [&](const engine::Site& of) { return of.store->name() == table->store; });
  if (site == session.sites.end()) return Report({ErrorCode::kInvalid, "the workspace has no store `" + table->store + "`"}, arguments);
  const Result<Explanation> explanation = engine::Explain(*site, *table, arguments.key, session.question);
  if (!explanation) return Report(explanation.error(), arguments);
  const std::string text =
      arguments.json ? ExplainJson(*explanation, session.workspace().policy, session.question.zone)
                     : Page(*explanation, session.workspace().policy, session.question.zone, ColourOnStdout()).Text(arguments.key);
  std::fputs(text.c_str(), stdout);
  return kFine;
}

}  // namespace lofte::cli
