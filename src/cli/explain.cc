// explain: the page that a data protection officer asks for about one row.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "base/words.h"
#include "cli/commands.h"
#include "cli/explain_words.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/rule_words.h"
#include "cli/session.h"
#include "engine/explain.h"

namespace lofte::cli {

using engine::Explanation;
using engine::RuleView;
using engine::SealedView;
using engine::Standing;
using engine::ValueView;
using policy::Then;

namespace {

class Page {
 public:
  Page(const Explanation& of, const policy::Policy& policy, const time::Zone& zone, bool colour)
      : of_(of), policy_(policy), zone_(zone), words_(zone, of.at), colour_(colour), now_(of.at) {}

  std::string Text(const std::string& key) {
    // What was typed may be a value of the row: a key alone is shown.
    const std::string shown = key.find('=') == std::string::npos ? " " + key : "";
    out_ = Paint(fmt::format("{}{}, on {} ({})", of_.table, shown, words_.DayText(of_.at), zone_.name()), Colour::kBold, colour_) + "\n";
    out_ += fmt::format("{}, policy in force since {}\n", policy_.controller.name, time::Format(policy_.effective));
    if (of_.has_row) {
      ShowPeople();
      ShowFacts();
      ShowConditions();
      for (const ValueView& value : of_.values) ShowValue(value);
    }
    ShowRow();
    ShowSealed();
    ShowDecisions();
    ShowReading();
    return out_;
  }

 private:
  void Line(const std::string& text, std::size_t indent = 0) { out_ += Wrap(text, OutputWidth(), indent); }
  void Heading(const std::string& text) { out_ += "\n" + Paint(Wrap(text, OutputWidth(), 0), Colour::kBold, colour_); }

  void ShowPeople() {
    out_ += "\n";
    for (const auto& [role, person] : of_.people) {
      const char* words = person.is_unknown    ? "somebody, and the row does not say who"
                          : !person.is_present ? "nobody"
                          : person.is_held ? "named, and held: nothing about this person is destroyed while a hold or a restriction stands"
                                           : "named, not held";
      Line(fmt::format("{}: {}", role, words));
      if (const std::string holds = words_.Holds(of_.holds, role); !holds.empty()) Line("held by " + holds, 2);
    }
  }

  // What was read of the row, for one person of it or for several.
  struct Finding {
    std::string name, words;
    Colour colour = Colour::kNone;
    std::vector<std::string> lines;  // where, and why
    std::string roles;
  };

  // A fact of the row is the same for each person of it.
  static void Add(std::vector<Finding>& findings, Finding one) {
    const auto same = std::find_if(findings.begin(), findings.end(), [&](const Finding& of) {
      return of.name == one.name && of.words == one.words && of.lines == one.lines;
    });
    if (same == findings.end())
      findings.push_back(std::move(one));
    else
      same->roles += ", " + one.roles;
  }

  void Show(const std::string& heading, const std::vector<Finding>& findings) {
    if (findings.empty()) return;
    Heading(heading);
    TextTable table;
    for (const Finding& of : findings) {
      table.Row({{"  " + of.name}, {of.words, of.colour}, {of.roles, Colour::kGrey}});
      for (const std::string& line : of.lines) table.Under(Wrap(line, OutputWidth(), line.front() == ' ' ? 8 : 6));
    }
    out_ += table.Render(colour_);
  }

  void ShowFacts() {
    std::vector<Finding> findings;
    for (const engine::FactView& fact : of_.facts)
      Add(findings, {fact.name, FactWords(fact), fact.is_unknown ? Colour::kYellow : Colour::kNone, WhereWords(fact), fact.role});
    Show("What the rules that apply read", findings);
  }

  void ShowConditions() {
    std::vector<Finding> findings;
    for (const engine::ConditionView& of : of_.conditions) {
      const bool is_unknown = of.is == expr::Tri::kUnknown;
      Add(findings, {(of.is_serves ? "serves " : "") + of.name,
                     is_unknown                  ? "unknown"
                     : of.is == expr::Tri::kTrue ? "yes"
                                                 : "no",
                     is_unknown ? Colour::kYellow : Colour::kNone, DecidedWords(of.decided, of.is), of.role});
    }
    Show("Why a rule applies, or does not", findings);
  }

  // A value ------------------------------------------------------------------------------------------------------------------------------

  void ShowValue(const ValueView& value) {
    std::vector<std::string> what = value.categories;
    for (const std::string& role : value.keys_of) what.push_back("the key of " + role);
    Heading(fmt::format("{} ({}){}", fmt::join(value.fields, ", "), fmt::join(what, ", "),
                        of_.people.size() > 1 && !value.is_link ? fmt::format(", of {}", fmt::join(value.roles, " and ")) : ""));
    if (!value.has_value) return Line("nothing is there", 2);
    if (value.is_link) return ShowLink(value);
    ShowFate(value);
    for (const bool applies : {true, false})
      for (std::size_t i = 0; i < value.rules.size(); ++i)
        if ((value.rules[i].applies != expr::Tri::kFalse) == applies && !IsTold(value, i)) ShowRule(value, value.rules[i]);
  }

  void ShowLink(const ValueView& value) {
    if (value.standing == Standing::kUndated) return Line("stays, for a fact about what is said of them here is unknown", 2);
    Line("goes with the last of what is said about them here" + (value.until ? ", " + words_.From(*value.until) : ""), 2);
    for (const engine::LatePromise& of : FirstsOf(value.late)) Line(Broken("there", value.late, of.from), 2);
  }

  // One for each day on which promises break.
  static std::vector<engine::LatePromise> FirstsOf(const std::vector<engine::LatePromise>& late) {
    std::vector<engine::LatePromise> firsts;
    for (const engine::LatePromise& of : late)
      if (firsts.empty() || firsts.back().from != of.from) firsts.push_back(of);
    return firsts;
  }
  static std::string Ids(const std::vector<engine::LatePromise>& late, time::Instant from) {
    std::string ids;
    for (const engine::LatePromise& of : late)
      if (of.from == from) ids += (ids.empty() ? "" : ", ") + of.promise;
    return ids;
  }

  std::string Broken(const char* where, const std::vector<engine::LatePromise>& late, time::Instant from) const {
    return fmt::format("{} {}, a promise is broken {}: {}", from <= now_ ? "still" : "if still", where, words_.From(from), Ids(late, from));
  }

  // What is so of the value now, and what comes, by day.
  void ShowFate(const ValueView& value) {
    const bool needs_an_eye = value.standing == Standing::kUndated || value.standing == Standing::kUnclaimed;
    Labelled("now", words_.Now(value), needs_an_eye ? Colour::kYellow : Colour::kNone);
    if (value.use_until) Labelled("in use", (*value.use_until <= now_ ? "was until " : "until ") + words_.DayText(*value.use_until));
    if (ExplainWords::IsBlockedSomeTime(value)) Labelled("blocked", words_.Block(value));
    if (ExplainWords::IsBlockedSomeTime(value))
      for (const engine::LatePromise& of : FirstsOf(value.shown_late)) Labelled("", Broken("in its row", value.shown_late, of.from));
    if (value.until) Labelled("due", words_.From(*value.until) + ": " + words_.Due(value));
    const char* label = "broken";
    for (const engine::LatePromise& of : FirstsOf(value.late)) {
      const bool is_late = of.from <= now_;
      Labelled(label, fmt::format("{}{}: {}", words_.From(of.from), is_late ? "" : ", if still there", Ids(value.late, of.from)),
               is_late ? Colour::kRed : Colour::kNone);
      label = "";
    }
  }

  void Labelled(const char* label, const std::string& words, Colour colour = Colour::kNone) {
    constexpr std::size_t kIndent = 11;
    out_ += Paint(fmt::format("  {:<{}}", label, kIndent - 2), Colour::kGrey, colour_);
    out_ += Paint(Wrap(words, OutputWidth(), kIndent).substr(kIndent), colour, colour_);
  }

  // A rule -------------------------------------------------------------------------------------------------------------------------------

  // The same rule was told of another person of the row, in the same words.
  bool IsTold(const ValueView& value, std::size_t index) const {
    for (std::size_t i = 0; i < index; ++i)
      if (value.rules[i].rule == value.rules[index].rule && words_.End(value.rules[i]) == words_.End(value.rules[index])) return true;
    return false;
  }

  std::string RolesOf(const ValueView& value, const RuleView& view) const {
    std::string roles;
    for (const RuleView& other : value.rules)
      if (other.rule == view.rule && words_.End(other) == words_.End(view)) roles += (roles.empty() ? "" : ", ") + other.role;
    return value.roles.size() > 1 ? "; for " + roles : "";
  }

  void ShowRule(const ValueView& value, const RuleView& view) {
    out_ += "\n";
    Line(GroundWords(*view.rule, policy_) + RolesOf(value, view), 2);
    Line(RuleWords(*view.rule), 6);
    Line(words_.End(view), 6);
    for (const std::string& id : view.rule->promises) ShowPromise(id);
  }

  void ShowPromise(const std::string& id) {
    if (const policy::Promise* promise = policy_.FindPromise(id))
      Line(fmt::format("{}{}: {}", id, OfTheText(promise->lines), WordsOf(promise->text, policy_)), 6);
  }

  // The row ------------------------------------------------------------------------------------------------------------------------------

  void ShowRow() {
    Heading("The row");
    if (!of_.has_row) return Line("is not there any more", 2);
    if (of_.row_anonymous_from)
      return Line(fmt::format("stays, about nobody, once what is due {} is done", words_.From(*of_.row_anonymous_from)), 2);
    if (!of_.row_leaves && !of_.row_until) return Line("is not deleted as a whole, by these rules and facts", 2);
    const std::string when = of_.row_until ? words_.From(*of_.row_until) : std::string("at once");
    const char* how = of_.row_then == Then::kBlock       ? "to leave for sealed copies"
                      : of_.row_then == Then::kAggregate ? "to be counted among others and deleted"
                                                         : "to be deleted";
    Line(fmt::format("is {}, {}, unless another row refers to it", how, when), 2);
    if (of_.cell) Line(CellWords(*of_.cell, of_.table), 2);
  }

  void ShowSealed() {
    const engine::SealedOfRow& sealed = of_.sealed;
    if (sealed.copies.empty() && sealed.unknown == 0) return;
    Heading("Sealed copies of it, by the terms of the last sweep");
    for (std::size_t i = 0; i < sealed.copies.size(); ++i) {
      if (i > 0) out_ += "\n";
      ShowCopy(sealed.copies[i], of_.sealed_values[i]);
    }
    const bool some_blocked =
        std::any_of(sealed.copies.begin(), sealed.copies.end(), [](const SealedView& copy) { return copy.undoes.empty(); });
    if (some_blocked) {
      out_ += "\n";
      Line(ReleaseWords(of_.table), 2);
    }
    if (sealed.unknown > 0)
      Line(fmt::format("{} of rows of {}: whether of this one only the key tells that they were sealed by",
                       Plural(sealed.unknown, "copy", "copies"), of_.table),
           2);
  }

  // Without a value of it: the names of its columns, its days, and the grounds on which it is kept out of sight.
  void ShowCopy(const SealedView& copy, const std::optional<ValueView>& value) {
    Line(words_.Copy(copy), 2);
    Line(CopyHoldsWords(copy, value ? value->categories : std::vector<std::string>()), 6);
    for (const std::string& role : RolesOf(copy.holds)) Line(fmt::format("{} is held by {}", role, words_.Holds(copy.holds, role)), 6);
    if (value) {
      for (std::size_t i = 0; i < value->rules.size(); ++i)
        if (value->rules[i].applies != expr::Tri::kFalse && value->rules[i].in_force && !IsTold(*value, i))
          ShowRule(*value, value->rules[i]);
    } else {
      for (const std::string& id : copy.examined_by) ShowPromise(id);
    }
  }

  static std::vector<std::string> RolesOf(const std::vector<engine::HoldOn>& holds) {
    std::vector<std::string> roles;
    for (const engine::HoldOn& hold : holds) AddOnce(roles, hold.role);
    return roles;
  }

  // The foot -----------------------------------------------------------------------------------------------------------------------------

  // Of the promises by which something here is kept, or is not.
  void ShowDecisions() {
    std::vector<std::string> promises;
    const auto add = [&](const std::vector<std::string>& ids) { promises.insert(promises.end(), ids.begin(), ids.end()); };
    for (const ValueView& value : of_.values)
      for (const RuleView& view : value.rules)
        if (value.has_value && view.in_force && view.applies != expr::Tri::kFalse) add(view.rule->promises);
    for (const SealedView& copy : of_.sealed.copies) add(copy.examined_by);
    bool some = false;
    for (const policy::Decision& decision : policy_.decisions) {
      const auto is_named = [&](const std::string& id) { return std::find(promises.begin(), promises.end(), id) != promises.end(); };
      if (std::none_of(decision.promises.begin(), decision.promises.end(), is_named)) continue;
      if (!some) Heading("Decided, where the text says two things or leaves one open");
      some = true;
      Line(fmt::format("{}{}: {}. Because {}.", decision.id, OfTheText(decision.lines), WordsOf(decision.choice, policy_),
                       WordsOf(decision.why, policy_)),
           2);
    }
  }

  void ShowReading() {
    const auto counts_years = [](const RuleView& view) { return view.rule->source.find("financial-year-end") != std::string::npos; };
    const auto some_counts = [&](const ValueView& value) {
      return value.has_value && std::any_of(value.rules.begin(), value.rules.end(), counts_years);
    };
    const bool some_counts_years =
        std::any_of(of_.values.begin(), of_.values.end(), some_counts) ||
        std::any_of(of_.sealed_values.begin(), of_.sealed_values.end(), [&](const auto& value) { return value && some_counts(*value); });
    const time::YearEnd end = policy_.controller.year_end;
    Heading("How to read this");
    Line(fmt::format("Days are those of {}, lines those of the published text. A period does not count the day of its event (Regulation "
                     "1182/71, Art. 3). What ends on a day, or is kept until it, is due from 00:00 of that day, which is its last; it is "
                     "late from 00:00 of the day that is named for that. A floor stands until its day is over, and no end moves for a "
                     "weekend or a holiday. Each ground is told by itself, as if it were alone; what follows from all of them stands above "
                     "them. A condition (`when`) has no day: it is taken as it is now.{}",
                     zone_.name(), some_counts_years ? fmt::format(" The financial year ends on {:02}-{:02}.", end.month, end.day) : ""),
         2);
  }

  const Explanation& of_;
  const policy::Policy& policy_;
  const time::Zone& zone_;
  ExplainWords words_;
  bool colour_;
  time::Instant now_;
  std::string out_;
};

}  // namespace

int RunExplain(const Arguments& arguments, const Clock& clock) {
  Opened opened = Open(arguments, clock, engine::Access::kRead);
  if (!opened.session) return opened.exit_code;
  Session& session = *opened.session;
  const Result<NamedTable> table = FindTable(session, arguments.table);
  if (!table) return Report(table.error(), arguments);
  const Result<Explanation> explanation = engine::Explain(*table->site, table->name, arguments.key, session.question);
  if (!explanation) return Report(explanation.error(), arguments);
  const std::string text =
      arguments.json ? ExplainJson(*explanation, session.workspace().policy, session.question.zone)
                     : Page(*explanation, session.workspace().policy, session.question.zone, ColourOnStdout()).Text(arguments.key);
  Print(text);
  return kFine;
}

}  // namespace lofte::cli
