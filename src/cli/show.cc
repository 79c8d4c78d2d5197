#include "cli/show.h"

#include <fmt/format.h>

#include "cli/output.h"
#include "cli/session.h"

namespace lofte::cli {

using engine::PromiseReport;
using engine::Verdict;

namespace {

Cell Head(std::string text, bool right = false) { return {std::move(text), Colour::kGrey, right}; }

std::string DayText(const std::optional<time::Day>& day) { return day ? time::Format(*day) : "-"; }

std::string Ids(const std::vector<std::string>& ids) {
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : " ") + id;
  return out;
}

std::string ActionText(const engine::PlannedStep& step) {
  if (step.action == "delete") return "delete rows";
  std::string fields;
  for (const std::string& field : step.fields) fields += (fields.empty() ? " " : ", ") + field;
  return step.action + fields;
}

Cell VerdictCell(Verdict verdict) {
  switch (verdict) {
    case Verdict::kKept:
      return {"kept", Colour::kGreen};
    case Verdict::kBroken:
      return {"BROKEN", Colour::kRed};
    case Verdict::kAttested:
      return {"attested", Colour::kGreen};
    case Verdict::kUnproven:
      return {"unproven", Colour::kYellow};
  }
  return {};
}

Cell Number(std::int64_t number, Colour colour = Colour::kNone) { return {Thousands(number), number == 0 ? Colour::kGrey : colour, true}; }

bool NeedsAnEye(const PromiseReport& report) { return report.verdict == Verdict::kBroken || report.undated > 0; }

void AddPromise(TextTable& table, const PromiseReport& report, const policy::Policy& policy) {
  std::string words = Clip(WordsOf(report.promise->text, policy), 58);
  if (!report.why.empty() && report.verdict != Verdict::kKept) words += " (" + Clip(report.why, 100) + ")";
  table.Row({{report.promise->id},
             VerdictCell(report.verdict),
             Number(report.examined),
             Number(report.violations, Colour::kRed),
             Number(report.undated, Colour::kYellow),
             Number(report.held),
             {DayText(report.since)},
             {words}});
}

}  // namespace

std::string ShowPlan(const engine::Plan& plan, bool all, bool colour) {
  TextTable table;
  table.Row({Head("step"), Head("table"), Head("what"), Head("rows", true), Head("of", true), Head("due since"), Head("promises")});
  bool some = false;
  for (const engine::PlannedStep& step : plan.steps) {
    if (step.rows == 0 && !all) continue;
    some = true;
    table.Row({{std::to_string(step.number), Colour::kNone, true},
               {step.table},
               {ActionText(step)},
               Number(step.rows, Colour::kBold),
               Number(step.table_rows),
               {DayText(step.oldest_due)},
               {Ids(step.promises), Colour::kGrey}});
  }
  std::string out = fmt::format("Plan at {}, policy {}\n\n", time::Format(plan.at), plan.basis.policy_sha256.substr(0, 12));
  if (!some) return out + "Nothing is due.\n";
  return out + table.Render(colour) +
         fmt::format("\n{} would be changed. Nothing has been. `lofte apply` does it.\n", Plural(plan.rows(), "row", "rows"));
}

std::string ShowApply(const engine::ApplyReport& report, bool colour) {
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
  std::string out = fmt::format("Run {}{} at {}\n", report.run, report.resumed ? " (taken up again)" : "", time::Format(report.plan.at));
  if (done == 0) return out + "Nothing was due.\n";
  return out + "\n" + table.Render(colour) + fmt::format("\n{} changed.\n", Plural(done, "row", "rows"));
}

std::string ShowTotals(const engine::VerifyReport& report, bool colour) {
  const auto part = [&](Verdict verdict, const char* name, Colour paint) {
    const std::int64_t count = report.Count(verdict);
    return Paint(fmt::format("{} {}", count, name), count > 0 ? paint : Colour::kNone, colour);
  };
  return fmt::format("{}, {}, {}, {}", part(Verdict::kKept, "kept", Colour::kGreen), part(Verdict::kBroken, "broken", Colour::kRed),
                     part(Verdict::kAttested, "attested", Colour::kGreen), part(Verdict::kUnproven, "unproven", Colour::kYellow));
}

std::string ShowVerify(const engine::VerifyReport& report, const policy::Policy& policy, bool all, bool colour) {
  TextTable table;
  table.Row({Head("promise"), Head("verdict"), Head("examined", true), Head("broken", true), Head("undated", true), Head("held", true),
             Head("since"), Head("words")});
  bool some = false;
  for (const PromiseReport& of : report.promises) {
    if (!all && !NeedsAnEye(of)) continue;
    some = true;
    AddPromise(table, of, policy);
  }
  std::string out = fmt::format("{} promises at {}: {}\n", report.promises.size(), time::Format(report.at), ShowTotals(report, colour));
  if (some) out += "\n" + table.Render(colour);
  for (const std::string& remark : report.remarks) out += "\nremark: " + remark + "\n";
  if (!all) out += "\n`lofte verify --all` shows every promise and why some are unproven.\n";
  return out;
}

std::string ShowBeforeAfter(const engine::VerifyReport& before, const engine::VerifyReport& after, const policy::Policy& policy,
                            bool colour) {
  TextTable table;
  table.Row({Head("promise"), Head("before"), Head("rows", true), Head("since"), Head("after"), Head("examined", true), Head("words")});
  for (std::size_t i = 0; i < before.promises.size(); ++i) {
    const PromiseReport& was = before.promises[i];
    const PromiseReport& is = after.promises[i];
    if (was.verdict == Verdict::kUnproven && was.examined == 0) continue;
    table.Row({{was.promise->id},
               VerdictCell(was.verdict),
               Number(was.violations, Colour::kRed),
               {DayText(was.since)},
               VerdictCell(is.verdict),
               Number(is.examined),
               {Clip(WordsOf(was.promise->text, policy), 60)}});
  }
  return table.Render(colour);
}

}  // namespace lofte::cli
