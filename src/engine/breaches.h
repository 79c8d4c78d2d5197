// What event promises say does not happen, and has: how many rows, by the day of the event; and what people have said of it in the ledger
// (docs/design/0005-promises.md). The trace may go, the breach may not: what a sweep erases is counted and noted before. One thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "controls/question.h"
#include "engine/site.h"
#include "ledger/ledger.h"

namespace lofte::engine {

// What the ledger knows of promises, besides runs.
struct Register {
  std::vector<ledger::BreachRecord> breaches;
  std::vector<ledger::IncidentRecord> incidents;
  std::vector<ledger::AttestationRecord> attestations;
};
// `ledger`: nullptr where there is none yet.
Result<Register> ReadRegister(ledger::Ledger* ledger);

// Adds the rows that break a question with an event, by the civil day of the event, that happened until T. In the caller's snapshot.
Status AddBreaches(Site& site, const std::string& promise, const controls::RowQuestion& question, const grounds::Question& asked,
                   std::vector<ledger::BreachRecord>& found);

// Of all event promises, in all stores, each in a snapshot of its own: what happened until T and is in the window. Needs the rights of
// `verify`.
Result<std::vector<ledger::BreachRecord>> FindBreaches(std::vector<Site>& sites, const grounds::Question& asked);

// Writes into the ledger what the stores show, as of `asked`. `found`: of FindBreaches at the same T.
Status NoteBreaches(const std::vector<Site>& sites, ledger::Ledger& ledger, const grounds::Question& asked,
                    const std::vector<ledger::BreachRecord>& found);

// Of one event promise, by day of the event: what is there, what was there before and is not any more, and what of both is acknowledged.
using DayCounts = std::map<time::Day, std::int64_t>;
struct Breaches {
  DayCounts days, open;                                              // all, and of these what nobody has acknowledged
  std::map<std::pair<std::string, std::string>, std::int64_t> gone;  // of `days` what is not there any more, by store and table
  std::int64_t acknowledged = 0;
  std::vector<std::string> references;  // of the incidents that acknowledge
};
// `found`: of all promises or of this one.
Breaches Reckon(const policy::Promise& promise, const std::vector<ledger::BreachRecord>& found, const Register& known, time::Day today);

// The one that stands on `today`: by somebody of the role that the policy asks for. The longest of several; nullptr: none does.
const ledger::AttestationRecord* FindAttestation(const policy::Promise& promise, const Register& known, time::Day today);
// The last day on which it stands: by its own words, by the period of the policy.
time::Day LastDayOf(const ledger::AttestationRecord& of, const policy::Attested& attested);

// Records that somebody has dealt with all that broke the promise on these days and nobody had yet. `of.number` and `of.days` are found
// here, and returned. Errors: kInvalid when there is no such promise, it is about no event, a day is to come, or nothing is open on these
// days; the ledger's and the stores'.
Result<ledger::IncidentRecord> AddIncident(const policy::Policy& policy, std::vector<Site>& sites, ledger::Ledger& ledger,
                                           const grounds::Question& asked, ledger::IncidentRecord of);

}  // namespace lofte::engine
