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

// The rows that break a question with an event, by the civil day of the event. In the caller's snapshot.
using DayCounts = std::map<time::Day, std::int64_t>;
Result<DayCounts> CountByDay(Site& site, const controls::RowQuestion& question, const grounds::Question& asked);

// Of all event promises, in all stores, each in a snapshot of its own.
Result<std::vector<ledger::BreachRecord>> FindBreaches(std::vector<Site>& sites, const grounds::Question& asked);

// Of one event promise: what is there, what was there before a sweep, and what of both is acknowledged.
struct Breaches {
  DayCounts days;                                                    // the greater number of the two
  std::map<std::pair<std::string, std::string>, std::int64_t> gone;  // by store and table: rows that were noted and are no longer there
  std::int64_t open = 0, acknowledged = 0;                           // of `days`
  std::vector<std::string> references;                               // of the incidents that acknowledge
  std::optional<time::Day> first_gone;
};
// `found`: of all promises or of this one.
Breaches Reckon(const policy::Promise& promise, const std::vector<ledger::BreachRecord>& found, const Register& known, time::Day today);

// The one that stands on `today`, nullptr: none does. The longest of several.
const ledger::AttestationRecord* FindAttestation(const policy::Promise& promise, const Register& known, time::Day today);
// The last day on which it stands: by its own words, by the period of the policy.
time::Day LastDayOf(const ledger::AttestationRecord& of, const policy::Attested& attested);

// Records that somebody has dealt with all that broke the promise on these days. `of.rows` is counted here, and returned. Errors: kInvalid
// when there is no such promise, it is about no event, or nothing broke it then; the ledger's and the stores'.
Result<ledger::IncidentRecord> AddIncident(const policy::Policy& policy, std::vector<Site>& sites, ledger::Ledger& ledger,
                                           const grounds::Question& asked, ledger::IncidentRecord of);

}  // namespace lofte::engine
