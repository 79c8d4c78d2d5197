// `lofte hold`: who is kept, for whom, and what the stores and the ledger say of it.
#include "engine/hold.h"

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/session.h"

namespace lofte::cli {

namespace {

using ledger::HoldRecord;

// A person who must be kept waits for a batch, but not for a whole sweep.
constexpr int kPatience_ms = 30'000;

std::string ShowHolds(const std::vector<HoldRecord>& holds) {
  TextTable table;
  table.Row({Head("reference"), Head("kind"), Head("store"), Head("people", true), Head("since"), Head("until")});
  for (const HoldRecord& hold : holds)
    table.Row({{hold.reference},
               {hold.state},
               {hold.store},
               {std::to_string(hold.people), Colour::kNone, true},
               {time::Format(hold.since)},
               {hold.until ? time::Format(*hold.until) : "open"}});
  return table.Render(ColourOnStdout());
}

// list ------------------------------------------------------------------------------------------------------------------------------------

// What stands in the ledger, and what the stores know better.
struct Listed {
  std::vector<HoldRecord> holds;    // of the ledger
  std::vector<HoldRecord> unknown;  // of the stores alone
  std::vector<std::string> remarks;
  bool saw_all = true;
};

Result<Listed> ListOf(const Workspace& workspace) {
  Listed listed;
  LOFTE_ASSIGN(const std::unique_ptr<ledger::Ledger> ledger, OpenLedgerToRead(workspace));
  if (ledger != nullptr) {
    LOFTE_ASSIGN(listed.holds, ledger->Holds());
  }
  for (const StoreConfig& config : workspace.stores) {
    const auto gaps = [&]() -> Result<engine::HoldGaps> {
      LOFTE_ASSIGN(const std::unique_ptr<stores::Store> store, OpenStore(config, true));
      return engine::FindHoldGaps(*store, listed.holds);
    }();
    if (!gaps) {
      listed.saw_all = false;
      listed.remarks.push_back(gaps.error().message + "; what it holds is not in this list");
      continue;
    }
    listed.unknown.insert(listed.unknown.end(), gaps->unknown.begin(), gaps->unknown.end());
    listed.remarks.insert(listed.remarks.end(), gaps->remarks.begin(), gaps->remarks.end());
  }
  return listed;
}

std::vector<HoldRecord> StandingAt(const std::vector<HoldRecord>& holds, time::Instant at) {
  std::vector<HoldRecord> standing;
  for (const HoldRecord& hold : holds)
    if (hold.since <= at && (!hold.until || *hold.until > at)) standing.push_back(hold);
  return standing;
}

int ListHolds(const Arguments& arguments, const Clock& clock) {
  const Loaded loaded = Load(arguments);
  if (loaded.workspace == nullptr) return loaded.exit_code;
  const Result<time::Instant> at = TimeOfQuestion(arguments, loaded.workspace->zone, {clock.NowUs()});
  if (!at) return Report(at.error(), arguments);
  Result<Listed> listed = ListOf(*loaded.workspace);
  if (!listed) return Report(listed.error(), arguments);
  if (!arguments.at.empty()) {
    listed->holds = StandingAt(listed->holds, *at);
    listed->unknown = StandingAt(listed->unknown, *at);
  }
  if (arguments.json) {
    Print(HoldsJson(listed->holds, listed->unknown, listed->remarks));
  } else {
    std::vector<HoldRecord> all = listed->holds;
    all.insert(all.end(), listed->unknown.begin(), listed->unknown.end());
    const std::string none = arguments.at.empty() ? "There are no holds.\n" : "No hold stood at " + time::Format(*at) + ".\n";
    Print(all.empty() ? none : ShowHolds(all));
    for (const std::string& remark : listed->remarks) Print("\nremark: " + remark + "\n");
  }
  return listed->saw_all ? kFine : kUnreachable;
}

// add, release ----------------------------------------------------------------------------------------------------------------------------

std::string ShowReleased(const std::string& reference, const std::vector<engine::Lifted>& lifted) {
  std::string words;
  for (const engine::Lifted& of : lifted)
    words += of.people == 0 ? fmt::format("Store `{}` held nobody under `{}`; the ledger has closed it.\n", of.store, reference)
                            : fmt::format("Released `{}`: {} in store `{}`{}.\n", reference, Plural(of.people, "person", "people"),
                                          of.store, of.was_recorded ? "" : ", of which the ledger knew nothing, or that it was released");
  return words;
}

// Of the reference that the command was about.
int PrintDone(const Arguments& arguments, ledger::Ledger& ledger, const std::vector<engine::Lifted>& lifted) {
  const Result<std::vector<HoldRecord>> holds = ledger.Holds();
  if (!holds) return Report(holds.error(), arguments);
  const bool is_release = arguments.command == "hold-release";
  if (arguments.json) {
    Print(is_release ? ReleaseJson(*holds, lifted) : HoldsJson(*holds));
    return kFine;
  }
  std::vector<HoldRecord> of_it;
  for (const HoldRecord& hold : *holds)
    if (hold.reference == arguments.reference) of_it.push_back(hold);
  if (is_release) Print(ShowReleased(arguments.reference, lifted));
  if (!of_it.empty()) Print(ShowHolds(of_it));
  return kFine;
}

}  // namespace

int RunHold(const Arguments& arguments, const Clock& clock) {
  if (arguments.command == "hold-list") return ListHolds(arguments, clock);
  Opened opened = Open(arguments, clock, engine::Access::kWrite, kPatience_ms);
  if (!opened.session) return opened.exit_code;
  Session& session = *opened.session;
  if (!arguments.at.empty() && !session.workspace().demo)
    return Report({ErrorCode::kRefused,
                   "a hold stands from the moment that it is recorded, and a record is not dated otherwise: leave --at out "
                   "(only a demo's clock can be set)"},
                  arguments);
  Result<std::unique_ptr<ledger::Ledger>> ledger = OpenLedger(session.workspace());
  if (!ledger) return Report(ledger.error(), arguments);
  if (arguments.command == "hold-release") {
    const auto lifted = engine::ReleaseHold(arguments.reference, session.sites, **ledger, session.question.at);
    return lifted ? PrintDone(arguments, **ledger, *lifted) : Report(lifted.error(), arguments);
  }
  const auto kind = arguments.restriction ? engine::HoldKind::kRestriction : engine::HoldKind::kHold;
  const Status added =
      engine::AddHold({arguments.subject, arguments.reference, kind, arguments.absent}, session.sites, **ledger, session.question.at);
  return added ? PrintDone(arguments, **ledger, {}) : Report(added.error(), arguments);
}

}  // namespace lofte::cli
