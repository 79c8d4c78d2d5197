// `lofte undo`: what a run took, back in its place.
#include "engine/undo.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/commands.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/session.h"
#include "seal/key.h"

namespace lofte::cli {

namespace {

std::string ShowUndo(const engine::UndoReport& report, bool colour) {
  TextTable table;
  table.Row({{"table", Colour::kGrey}, {"put back", Colour::kGrey}, {"rows", Colour::kGrey, true}});
  for (const engine::PutBackCount& of : report.put_back)
    table.Row({{of.table}, {of.is_row ? "rows" : "fields"}, {Thousands(of.rows), Colour::kBold, true}});
  std::string out = fmt::format("Undo {} of run {}\n", report.id, report.run);
  if (report.rows() > 0)
    out += "\n" + table.Render(colour) +
           fmt::format(
               "\n{} put back. What was put back is due again at the next `lofte apply`, unless the policy or the data change first. (A "
               "hold does not "
               "keep it in its row: what would be gone but for a hold is sealed.)\n",
               Plural(report.rows(), "row is", "rows are"));
  if (report.left.empty()) return out;
  TextTable left;
  left.Row({{"table", Colour::kGrey}, {"still sealed", Colour::kGrey, true}, {"why", Colour::kGrey}});
  for (const engine::LeftCount& of : report.left) left.Row({{of.table}, {Thousands(of.copies), Colour::kYellow, true}, {of.why}});
  return out + "\n" + left.Render(colour) +
         fmt::format(
             "\n{} not put back. Where its place can be made free, do that and run it again, before the day on which it is destroyed.\n",
             Plural(report.left_copies(), "row is", "rows are"));
}

Status CheckStore(const Session& session, const std::string& name) {
  std::vector<std::string> names;
  for (const StoreConfig& store : session.workspace().stores) names.push_back(store.name);
  if (name.empty() || std::find(names.begin(), names.end(), name) != names.end()) return {};
  const std::string nearest = Nearest(name, names);
  return Fail(ErrorCode::kInvalid, "lofte.yaml has no store `" + name + "`" + (nearest.empty() ? "" : ", did you mean `" + nearest + "`?"));
}

}  // namespace

int RunUndo(const Arguments& arguments, const Clock& clock) {
  Opened opened = Open(arguments, clock, engine::Access::kWrite);
  if (!opened.session) return opened.exit_code;
  Session& session = *opened.session;
  if (Status named = CheckStore(session, arguments.in_store); !named) return Report(named.error(), arguments);
  Result<std::unique_ptr<ledger::Ledger>> ledger = OpenLedger(session.workspace());
  if (!ledger) return Report(ledger.error(), arguments);
  bool started = false;
  engine::UndoOptions options{
      "undo-" + seal::NewId().substr(0, 12), arguments.run, arguments.in_store, arguments.reference, arguments.approved_by, LoginName(),
      [&started] { started = true; }};
  const Result<engine::UndoReport> report = engine::Undo(session.sites, **ledger, session.question.zone, clock, options);
  // What is there again is not gone.
  const Result<std::vector<ledger::BreachRecord>> breaches = engine::FindBreaches(session.sites, session.question);
  if (Status noted = breaches ? (*ledger)->NoteReturned(*breaches) : Status(Fail(breaches.error())); report && !noted)
    return Report(noted.error(), arguments);
  if (!report) {
    const int code = Report(report.error(), arguments);
    return started ? kStopped : code;
  }
  Print(arguments.json ? UndoJson(*report) : ShowUndo(*report, ColourOnStdout()));
  return report->left.empty() ? kFine : kFindings;
}

}  // namespace lofte::cli
