// `lofte incident` and `lofte attest`: what people say of promises, and the ledger remembers.
#include <fmt/format.h>

#include "base/file.h"
#include "base/sha256.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/session.h"
#include "engine/breaches.h"

namespace lofte::cli {

namespace {

using ledger::AttestationRecord;
using ledger::IncidentRecord;

Result<time::Day> DayNamed(const std::string& text, const char* option) {
  Result<time::Day> day = time::ParseDay(text);
  if (!day) return Fail(ErrorCode::kInvalid, fmt::format("{} `{}` is no day: write 2026-11-21", option, text.substr(0, 40)));
  return day;
}

Status RefuseBefore(time::Day until, time::Day from) {
  if (until < from)
    return Fail(ErrorCode::kInvalid, fmt::format("--until {} is before --from {}: exchange them", time::Format(until), time::Format(from)));
  return {};
}

// The moment of the record. Only a demo's clock can be set.
Result<time::Instant> MomentOfRecord(const Arguments& arguments, const Workspace& workspace, const Clock& clock) {
  const time::Instant now{clock.NowUs()};
  if (!arguments.at.empty() && !workspace.demo)
    return Fail(ErrorCode::kRefused, "a record is dated by the clock: leave --at out (only a demo's clock can be set)");
  return TimeOfQuestion(arguments, workspace.zone, now);
}

// incident --------------------------------------------------------------------------------------------------------------------------------

std::string ShowIncidents(const std::vector<IncidentRecord>& incidents) {
  TextTable table;
  table.Row({Head("reference"), Head("promise"), Head("from"), Head("until"), Head("rows", true), Head("authority told"),
             Head("approved by"), Head("recorded"), Head("ended")});
  for (const IncidentRecord& of : incidents)
    table.Row({{of.reference},
               {of.promise},
               {time::Format(of.from)},
               {time::Format(of.until)},
               {Thousands(of.rows()), Colour::kNone, true},
               {of.told ? time::Format(*of.told) : "no"},
               {of.approved_by},
               {time::Format(of.recorded)},
               {of.ended ? time::Format(*of.ended) : "-"}});
  return incidents.empty() ? "There are no incidents.\n" : table.Render(ColourOnStdout());
}

Result<IncidentRecord> IncidentOf(const Arguments& arguments, const Session& session) {
  IncidentRecord of;
  of.reference = arguments.reference;
  of.promise = arguments.promise;
  of.approved_by = arguments.approved_by;
  of.asked_by = LoginName();
  of.recorded = session.question.at;
  LOFTE_ASSIGN(of.from, DayNamed(arguments.from, "--from"));
  LOFTE_ASSIGN(of.until, DayNamed(arguments.until, "--until"));
  LOFTE_TRY(RefuseBefore(of.until, of.from));
  if (arguments.told.empty()) return of;
  LOFTE_ASSIGN(of.told, DayNamed(arguments.told, "--told"));
  if (*of.told > session.question.zone.DayOf(session.question.at))
    return Fail(ErrorCode::kInvalid, "--told is a day to come: record it when the authority has been told");
  return of;
}

int AddIncident(const Arguments& arguments, const Clock& clock) {
  Opened opened = Open(arguments, clock, engine::Access::kRead);
  if (!opened.session) return opened.exit_code;
  Session& session = *opened.session;
  if (const auto at = MomentOfRecord(arguments, session.workspace(), clock); !at) return Report(at.error(), arguments);
  const Result<IncidentRecord> asked = IncidentOf(arguments, session);
  if (!asked) return Report(asked.error(), arguments);
  const Result<std::unique_ptr<ledger::Ledger>> ledger = OpenLedger(session.workspace());
  if (!ledger) return Report(ledger.error(), arguments);
  const Result<IncidentRecord> of = engine::AddIncident(session.workspace().policy, session.sites, **ledger, session.question, *asked);
  if (!of) return Report(of.error(), arguments);
  if (arguments.json) {
    Print(IncidentsJson({*of}));
    return kFine;
  }
  Print(
      fmt::format("Recorded `{}`: it acknowledges {} by which `{}` was broken from {} to {}. What comes to light of these days later is "
                  "broken again.\n",
                  of->reference, Plural(of->rows(), "row", "rows"), of->promise, time::Format(of->from), time::Format(of->until)));
  return kFine;
}

// attest ----------------------------------------------------------------------------------------------------------------------------------

std::string ShowAttestations(const std::vector<AttestationRecord>& attestations, const policy::Policy& policy) {
  TextTable table;
  table.Row({Head("number", true), Head("promise"), Head("by"), Head("role"), Head("from"), Head("until"), Head("document"),
             Head("SHA-256"), Head("withdrawn")});
  const auto until = [&](const AttestationRecord& of) {
    const policy::Promise* promise = policy.FindPromise(of.promise);
    const auto* attested = promise == nullptr ? nullptr : std::get_if<policy::Attested>(&promise->control);
    return attested == nullptr ? of.until : engine::LastDayOf(of, *attested);
  };
  for (const AttestationRecord& of : attestations)
    table.Row({{std::to_string(of.number), Colour::kNone, true},
               {of.promise},
               {of.by},
               {of.role},
               {time::Format(of.from)},
               {time::Format(until(of))},
               {of.document},
               {of.sha256.substr(0, 12)},
               {of.withdrawn ? time::Format(*of.withdrawn) : "-"}});
  return attestations.empty() ? "Nobody has vouched for anything.\n" : table.Render(ColourOnStdout());
}

Result<const policy::Attested*> AttestedOf(const policy::Policy& policy, const std::string& id) {
  LOFTE_ASSIGN(const policy::Promise* promise, FindPromise(policy, id));
  const auto* attested = std::get_if<policy::Attested>(&promise->control);
  if (attested == nullptr || !attested->every)
    return Fail(ErrorCode::kInvalid, "nobody can vouch for promise `" + id + "` here: its control is `" +
                                         std::string(policy::NameOf(promise->control)) +
                                         "`, and would have to be `attested: { role: .., every: .. }`");
  return attested;
}

Result<AttestationRecord> AttestationOf(const Arguments& arguments, const Workspace& workspace, time::Instant at) {
  LOFTE_ASSIGN(const policy::Attested* attested, AttestedOf(workspace.policy, arguments.promise));
  AttestationRecord of;
  of.promise = arguments.promise;
  of.by = arguments.vouched_by;
  of.role = attested->role;
  of.document = arguments.document;
  of.recorded = at;
  of.from = workspace.zone.DayOf(at);
  if (!arguments.from.empty()) {
    LOFTE_ASSIGN(of.from, DayNamed(arguments.from, "--from"));
  }
  const time::Day last = time::LastDay(of.from, *attested->every);
  of.until = last;
  if (!arguments.until.empty()) {
    LOFTE_ASSIGN(of.until, DayNamed(arguments.until, "--until"));
  }
  LOFTE_TRY(RefuseBefore(of.until, of.from));
  if (of.until > last)
    return Fail(ErrorCode::kInvalid,
                fmt::format("the policy lets it stand for {} at most: until {}", time::Format(*attested->every), time::Format(last)));
  constexpr std::size_t kMostBytes = 1 << 30;
  LOFTE_ASSIGN(const std::string document, ReadFile(arguments.document, kMostBytes));
  if (document.empty()) return Fail(ErrorCode::kInvalid, "the document `" + arguments.document + "` is empty");
  of.sha256 = Sha256Hex(document);
  return of;
}

int AddAttestation(const Arguments& arguments, const Workspace& workspace, const Clock& clock) {
  const Result<time::Instant> at = MomentOfRecord(arguments, workspace, clock);
  if (!at) return Report(at.error(), arguments);
  Result<AttestationRecord> of = AttestationOf(arguments, workspace, *at);
  if (!of) return Report(of.error(), arguments);
  const Result<std::unique_ptr<ledger::Ledger>> ledger = OpenLedger(workspace);
  if (!ledger) return Report(ledger.error(), arguments);
  const Result<std::int64_t> number = (*ledger)->AddAttestation(*of);
  if (!number) return Report(number.error(), arguments);
  of->number = *number;
  if (arguments.json) {
    Print(AttestationsJson({*of}));
    return kFine;
  }
  Print(fmt::format(
      "Recorded as {}: {} ({}) vouches for `{}` from {} to {}, by `{}` (SHA-256 {}). Keep the document: the ledger has its hash "
      "alone.\n",
      of->number, of->by, of->role, of->promise, time::Format(of->from), time::Format(of->until), of->document, of->sha256.substr(0, 12)));
  return kFine;
}

// Both ------------------------------------------------------------------------------------------------------------------------------------

int List(const Arguments& arguments, const Workspace& workspace) {
  const Result<std::unique_ptr<ledger::Ledger>> ledger = OpenLedgerToRead(workspace);
  if (!ledger) return Report(ledger.error(), arguments);
  const Result<engine::Register> known = engine::ReadRegister(ledger->get());
  if (!known) return Report(known.error(), arguments);
  if (arguments.command == "incident-list") {
    Print(arguments.json ? IncidentsJson(known->incidents) : ShowIncidents(known->incidents));
  } else {
    Print(arguments.json ? AttestationsJson(known->attestations) : ShowAttestations(known->attestations, workspace.policy));
  }
  return kFine;
}

int ListAs(const char* command, Arguments arguments, const Workspace& workspace) {
  arguments.command = command;
  return List(arguments, workspace);
}

int TellIncident(const Arguments& arguments, const Workspace& workspace, const Clock& clock) {
  const Result<time::Day> day = DayNamed(arguments.told, "--on");
  if (!day) return Report(day.error(), arguments);
  if (*day > workspace.zone.DayOf({clock.NowUs()}))
    return Report({ErrorCode::kInvalid, "--on is a day to come: record it when the authority has been told"}, arguments);
  const Result<std::unique_ptr<ledger::Ledger>> ledger = OpenLedger(workspace);
  if (!ledger) return Report(ledger.error(), arguments);
  if (Status told = (*ledger)->TellIncident(arguments.reference, *day); !told) return Report(told.error(), arguments);
  if (arguments.json) return ListAs("incident-list", arguments, workspace);
  Print(fmt::format("Recorded: the authority was told of `{}` on {}.\n", arguments.reference, time::Format(*day)));
  return kFine;
}

int EndIncident(const Arguments& arguments, const Workspace& workspace, const Clock& clock) {
  const Result<std::unique_ptr<ledger::Ledger>> ledger = OpenLedger(workspace);
  if (!ledger) return Report(ledger.error(), arguments);
  if (Status ended = (*ledger)->EndIncident(arguments.reference, {clock.NowUs()}); !ended) return Report(ended.error(), arguments);
  if (arguments.json) return ListAs("incident-list", arguments, workspace);
  Print("Ended `" + arguments.reference + "`: what it acknowledged is broken again.\n");
  return kFine;
}

int Withdraw(const Arguments& arguments, const Workspace& workspace, const Clock& clock) {
  const Result<std::unique_ptr<ledger::Ledger>> ledger = OpenLedger(workspace);
  if (!ledger) return Report(ledger.error(), arguments);
  if (Status done = (*ledger)->WithdrawAttestation(arguments.number, {clock.NowUs()}); !done) return Report(done.error(), arguments);
  if (arguments.json) return ListAs("attest-list", arguments, workspace);
  Print(fmt::format("Withdrew {}: nobody vouches by it any more.\n", arguments.number));
  return kFine;
}

}  // namespace

int RunIncident(const Arguments& arguments, const Clock& clock) {
  if (arguments.command == "incident-add") return AddIncident(arguments, clock);
  const Loaded loaded = Load(arguments);
  if (loaded.workspace == nullptr) return loaded.exit_code;
  if (arguments.command == "incident-told") return TellIncident(arguments, *loaded.workspace, clock);
  return arguments.command == "incident-end" ? EndIncident(arguments, *loaded.workspace, clock) : List(arguments, *loaded.workspace);
}

int RunAttest(const Arguments& arguments, const Clock& clock) {
  const Loaded loaded = Load(arguments);
  if (loaded.workspace == nullptr) return loaded.exit_code;
  if (arguments.command == "attest-add") return AddAttestation(arguments, *loaded.workspace, clock);
  return arguments.command == "attest-withdraw" ? Withdraw(arguments, *loaded.workspace, clock) : List(arguments, *loaded.workspace);
}

}  // namespace lofte::cli
