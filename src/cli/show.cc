#include "cli/show.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/words.h"
#include "cli/output.h"
#include "cli/session.h"

namespace lofte::cli {

using engine::PromiseReport;
using engine::Verdict;

namespace {

std::string DayText(const std::optional<time::Day>& day) { return day ? time::Format(*day) : "-"; }

// As many as a line bears; `--json` has all.
std::string SomeIds(const std::vector<std::string>& ids) {
  constexpr std::size_t kShown = 6;
  if (ids.size() <= kShown + 1) return JoinWords(ids);
  return JoinWords({ids.begin(), ids.begin() + kShown}) + fmt::format(" and {} more", ids.size() - kShown);
}

// In words; programs get the name.
std::string ActionText(const engine::PlannedStep& step) {
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {{"delete", "delete rows"},
                                                                             {"block", "seal"},
                                                                             {"block-row", "seal and delete rows"},
                                                                             {"aggregate", "count, then erase"},
                                                                             {"aggregate-row", "count and delete rows"},
                                                                             {"destroy", "destroy sealed copies"},
                                                                             {"destroy-undo", "destroy copies for undo"}};
  const auto* const of = std::find_if(std::begin(kWords), std::end(kWords), [&](const auto& words) { return words.first == step.action; });
  std::string text(of == std::end(kWords) ? std::string_view(step.action) : of->second);
  constexpr std::size_t kShown = 6;
  const std::size_t shown = step.fields.size() <= kShown + 1 ? step.fields.size() : kShown;
  for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? " " : ", ") + step.fields[i];
  return shown == step.fields.size() ? text : text + fmt::format(" and {} more", step.fields.size() - shown);
}

Cell VerdictCell(Verdict verdict) {
  switch (verdict) {
    case Verdict::kKept:
      return {"kept", Colour::kGreen};
    case Verdict::kBroken:
      return {"BROKEN", Colour::kRed};
    case Verdict::kIncident:
      return {"incident", Colour::kYellow};
    case Verdict::kAttested:
      return {"attested", Colour::kGreen};
    case Verdict::kUnproven:
      return {"unproven", Colour::kYellow};
    case Verdict::kClaim:
      return {"claim", Colour::kGrey};
  }
  return {};
}

bool NeedsAnEye(const PromiseReport& report) {
  return report.verdict == Verdict::kBroken || report.verdict == Verdict::kIncident || report.undated > 0;
}

// Whether something of it says that data stays at least so long.
bool KeepsForSomeTime(const std::string& promise, const policy::Policy& policy) {
  return std::any_of(policy.rules.begin(), policy.rules.end(), [&](const policy::Rule& rule) {
    const bool keeps = rule.kind == policy::RuleKind::kFloor || (rule.kind == policy::RuleKind::kNeed && rule.mode == policy::Mode::kKeep);
    return keeps && std::find(rule.promises.begin(), rule.promises.end(), promise) != rule.promises.end();
  });
}

std::string Attestation(const policy::Attested& attested, const std::optional<ledger::AttestationRecord>& of) {
  if (of) return fmt::format("by {}, {}: {}, until {}", of->by, of->role, of->document, time::Format(engine::LastDayOf(*of, attested)));
  return fmt::format("by {}, {}: {}, until {}", attested.by, attested.role, attested.document, time::Format(attested.until));
}

void AddPromise(TextTable& table, const PromiseReport& report, const policy::Policy& policy, bool all) {
  constexpr std::size_t kIndent = 4;
  const std::size_t width = OutputWidth();
  table.Row({{report.promise->id},
             VerdictCell(report.verdict),
             Number(report.examined),
             Number(report.violations, Colour::kRed),
             Number(report.undated, Colour::kYellow),
             Number(report.held),
             {DayText(report.since)}});
  const std::string words = WordsOf(report.promise->text, policy);
  table.Under(Wrap(all ? words : Clip(words, width - kIndent), width, kIndent));
  table.Under(Wrap(report.why, width, kIndent));
  if (const std::vector<std::string> decisions = policy.DecisionsOn(report.promise->id); !decisions.empty())
    table.Under(Wrap(fmt::format("read as decided: {}", fmt::join(decisions, ", ")), width, kIndent));
  if (!all) return;
  if (const auto* attested = std::get_if<policy::Attested>(&report.promise->control); attested && report.verdict == Verdict::kAttested)
    table.Under(Wrap(Attestation(*attested, report.attestation), width, kIndent));
  if (KeepsForSomeTime(report.promise->id, policy))
    table.Under(Wrap("that nothing went too early cannot be seen in the data", width, kIndent));
}

// Of all promises, shown or not.
std::string DecidedText(const std::vector<PromiseReport>& promises, const policy::Policy& policy) {
  const auto decided =
      std::count_if(promises.begin(), promises.end(), [&](const PromiseReport& of) { return !policy.DecisionsOn(of.promise->id).empty(); });
  if (decided == 0) return "";
  const std::string text = fmt::format(
      "{} of these promises {} read as a decision of the policy says, where the text says two things or "
      "leaves one open: the verdict is of that reading.",
      decided, decided == 1 ? "is" : "are");
  return "\n" + Wrap(text, OutputWidth(), 0);
}

std::string LookedAt(const std::vector<std::string>& stores) {
  std::string names;
  for (const std::string& store : stores) names += (names.empty() ? "" : ", ") + store;
  return fmt::format("Looked at: {} {}. Not looked at: files, backups, logs, recipients.\n", stores.size() == 1 ? "store" : "stores",
                     names);
}

// `rows`, or on a cycle of foreign keys, where only the sweep finds out, `1 to 1 000`.
Cell PlannedRows(const engine::PlannedStep& step) {
  Cell cell = Number(step.rows, Colour::kBold);
  if (step.most_rows > step.rows) cell = {Thousands(step.rows) + " to " + Thousands(step.most_rows), Colour::kBold, true};
  return cell;
}

// Of state: what was broken by itself, then what was broken by implication, then the others; only what could be checked.
std::vector<std::size_t> InOrderOfInterest(const std::vector<PromiseReport>& before) {
  const auto rank = [&](std::size_t i) { return before[i].verdict != Verdict::kBroken ? 2 : before[i].implied_by.empty() ? 0 : 1; };
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < before.size(); ++i)
    if (!policy::IsOfEvents(before[i].promise->control) &&
        (before[i].verdict == Verdict::kBroken || before[i].verdict == Verdict::kKept || before[i].examined > 0))
      order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
  return order;
}

// A sweep on the day, or on whatever later day one comes, destroys them.
std::string UndoableText(const engine::ApplyReport& report, const std::string& folder) {
  const engine::Undoable& of = report.undoable;
  const std::string some = of.first == of.last ? "" : " (some until one on " + DayText(of.last) + ")";
  const std::string alone = of.gone == 0
                                ? ""
                                : fmt::format(" Of {} that went nothing is kept, and what refers to one of them does not come back either.",
                                              Plural(of.gone, "row", "rows"));
  return fmt::format(
      "{} of it can be put back until a sweep on {}{} or later; what was sealed, counted or anonymised, and what was late, can not.{}\n\n  "
      "  lofte undo {} {} --reference CASE --approved-by WHO\n",
      Plural(of.copies, "row", "rows"), DayText(of.first), some, alone, folder, report.run);
}

}  // namespace

std::string ShowPlan(const engine::Plan& plan, bool all, bool colour, bool may_apply) {
  TextTable table;
  table.Row({Head("step"), Head("table"), Head("what"), Head("rows", true), Head("of", true), Head("due since"), Head("promises")});
  bool some = false;
  for (const engine::PlannedStep& step : plan.steps) {
    if (step.rows == 0 && step.most_rows == 0 && !all) continue;
    some = true;
    table.Row({{std::to_string(step.number), Colour::kNone, true},
               {step.table},
               {ActionText(step)},
               PlannedRows(step),
               Number(step.table_rows),
               {DayText(step.oldest_due)},
               {SomeIds(step.promises), Colour::kGrey}});
  }
  std::string out = fmt::format("Plan at {}, policy {}\n\n", time::Format(plan.at), plan.basis.policy_sha256.substr(0, 12));
  if (!some) {
    out += "Nothing is due.\n";
  } else {
    out += table.Render(colour) + fmt::format("\n{} would be changed. Nothing has been. `lofte apply` does it{}.\n",
                                              Plural(plan.rows(), "row", "rows"), may_apply ? "" : " when the day has come");
    if (plan.undo_until)
      out += fmt::format("What it deletes or erases can be put back until {}, but for what is late, or would be before.\n",
                         time::Format(*plan.undo_until));
  }
  for (const std::string& remark : plan.remarks) out += "\nremark: " + remark + "\n";
  return out;
}

std::string ShowApply(const engine::ApplyReport& report, const std::string& folder, std::optional<time::Instant> asked, bool colour) {
  TextTable table;
  table.Row({Head("step"), Head("table"), Head("what"), Head("planned", true), Head("done", true)});
  std::int64_t done = 0;
  for (std::size_t i = 0; i < report.plan.steps.size(); ++i) {
    const engine::PlannedStep& step = report.plan.steps[i];
    done += report.done[i];
    if (step.rows == 0 && report.done[i] == 0) continue;
    table.Row({{std::to_string(step.number), Colour::kNone, true},
               {step.table},
               {ActionText(step)},
               Number(step.rows),
               Number(report.done[i], Colour::kBold)});
  }
  std::string out = fmt::format("Run {}{} at {}", report.run, report.resumed ? " (taken up again)" : "", time::Format(report.plan.at));
  if (report.resumed && asked && *asked != report.plan.at)
    out += fmt::format(", its own time: it was unfinished, and {} is left to the next `lofte apply`", time::Format(*asked));
  out += "\n";
  if (report.closed) out += "Before it, " + engine::Describe(*report.closed) + ".\n";
  out += done == 0 ? "Nothing was due.\n" : "\n" + table.Render(colour) + fmt::format("\n{} changed.\n", Plural(done, "row", "rows"));
  if (report.undoable.copies > 0) out += UndoableText(report, folder);
  for (const std::string& remark : report.remarks) out += "\nremark: " + remark + "\n";
  return out;
}

std::string ShowTotals(const engine::VerifyReport& report, bool colour) {
  const auto part = [&](Verdict verdict, const char* name, Colour paint) {
    const std::int64_t count = report.Count(verdict);
    return Paint(fmt::format("{} {}", count, name), count > 0 ? paint : Colour::kNone, colour);
  };
  const std::int64_t incidents = report.Count(Verdict::kIncident);
  const std::int64_t claims = report.Count(Verdict::kClaim);
  return fmt::format("{}, {}, {}{}, {}{}", part(Verdict::kKept, "kept", Colour::kGreen), part(Verdict::kBroken, "broken", Colour::kRed),
                     incidents == 0 ? "" : Plural(incidents, "incident", "incidents") + ", ",
                     part(Verdict::kAttested, "attested", Colour::kGreen), part(Verdict::kUnproven, "unproven", Colour::kYellow),
                     claims == 0 ? "" : ", " + Plural(claims, "claim", "claims"));
}

std::string ShowVerify(const engine::VerifyReport& report, const policy::Policy& policy, bool all, bool colour) {
  TextTable table;
  table.Row({Head("promise"), Head("verdict"), Head("examined", true), Head("broken", true), Head("undated", true), Head("held", true),
             Head("since")});
  bool some = false;
  for (const PromiseReport& of : report.promises) {
    if (!all && !NeedsAnEye(of)) continue;
    some = true;
    AddPromise(table, of, policy, all);
  }
  std::string out = fmt::format("{} at {}: {}\n", Plural(static_cast<std::int64_t>(report.promises.size()), "promise", "promises"),
                                time::Format(report.at), ShowTotals(report, colour));
  if (some) out += "\n" + table.Render(colour);
  for (const engine::Unclaimed& of : report.unclaimed)
    out +=
        fmt::format("\nunclaimed: {} of {} ({}): no need of the policy applies, so no sweep ever takes it; give it a ground, or an end\n",
                    Plural(of.rows, "row", "rows"), of.table, fmt::join(of.fields, ", "));
  for (const std::string& remark : report.remarks) out += "\nremark: " + remark + "\n";
  if (!all)
    out += fmt::format("\n`lofte verify --all` shows every promise{}.\n",
                       report.Count(Verdict::kUnproven) > 0 ? " and why some are unproven" : "");
  return out + DecidedText(report.promises, policy) + "\n" + LookedAt(report.stores);
}

std::string ShowBeforeAfter(const engine::VerifyReport& before, const engine::VerifyReport& after, const policy::Policy& policy,
                            bool colour) {
  constexpr std::size_t kMost = 12;
  TextTable table;
  table.Row({Head("promise"), Head("before"), Head("rows", true), Head("since"), Head("after"), Head("examined", true), Head("words")});
  std::size_t shown = 0, more_broken = 0, more_kept = 0;
  for (std::size_t i : InOrderOfInterest(before.promises)) {
    const PromiseReport& was = before.promises[i];
    const PromiseReport& is = after.promises[i];
    if (++shown > kMost) {
      more_broken += was.verdict == Verdict::kBroken;
      more_kept += was.verdict == Verdict::kKept && is.verdict == Verdict::kKept;
      continue;
    }
    const bool implied = !was.implied_by.empty() && was.violations == 0;
    table.Row({{was.promise->id},
               VerdictCell(was.verdict),
               implied ? Cell{"by " + was.implied_by, Colour::kGrey, true} : Number(was.violations, Colour::kRed),
               {DayText(was.since)},
               VerdictCell(is.verdict),
               Number(is.examined),
               {WordsOf(was.promise->text, policy)}});
  }
  std::string out = table.Render(colour, OutputWidth());
  if (more_broken > 0) out += fmt::format("and {} more that were broken\n", more_broken);
  if (more_kept > 0) out += fmt::format("and {} more that were kept and are\n", more_kept);
  return out + "rows: late. apply also takes what is due and not yet late.\n";
}

namespace {

// `58-64, 72`.
std::string Ranges(const std::vector<int>& lines) {
  std::string text;
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t last = i;
    while (last + 1 < lines.size() && lines[last + 1] == lines[last] + 1) ++last;
    text += (text.empty() ? "" : ", ") + std::to_string(lines[i]) + (last == i ? "" : "-" + std::to_string(lines[last]));
    i = last + 1;
  }
  return text;
}

}  // namespace

std::string ShowDecisions(const policy::Policy& policy) {
  constexpr std::size_t kIndent = 4;
  std::string out;
  for (const policy::Decision& of : policy.decisions) {
    std::string head = of.id;
    if (!of.lines.empty()) head += (of.lines.size() == 1 ? ", line " : ", lines ") + Ranges(of.lines);
    if (!of.promises.empty()) head += fmt::format(": {}", fmt::join(of.promises, ", "));
    out += Wrap(head, OutputWidth(), 0) + Wrap(WordsOf(of.choice, policy), OutputWidth(), kIndent) +
           Wrap("because " + WordsOf(of.why, policy), OutputWidth(), kIndent);
    if (!of.settles.empty()) out += Wrap(fmt::format("settles {}", fmt::join(of.settles, ", ")), OutputWidth(), kIndent);
  }
  return out;
}

std::string ShowEvents(const engine::VerifyReport& report, const policy::Policy& policy, bool colour) {
  constexpr std::size_t kMost = 8;
  TextTable table;
  std::size_t shown = 0;
  for (const PromiseReport& of : report.promises) {
    if (of.verdict != Verdict::kBroken || !policy::IsOfEvents(of.promise->control) || ++shown > kMost) continue;
    table.Row({{of.promise->id},
               VerdictCell(of.verdict),
               Number(of.violations, Colour::kRed),
               {DayText(of.since)},
               {WordsOf(of.promise->text, policy)}});
  }
  std::string out = table.Render(colour, OutputWidth());
  if (shown > kMost) out += fmt::format("and {} more\n", shown - kMost);
  return out;
}

}  // namespace lofte::cli
