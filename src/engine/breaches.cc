#include "engine/breaches.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/ranges.h"
#include "sql/print.h"

namespace lofte::engine {

using ledger::AttestationRecord;
using ledger::BreachRecord;
using ledger::IncidentRecord;
using stores::Dialect;

namespace {

bool IsInWindow(const policy::AlwaysControl& control, time::Day day, time::Day today) {
  return day <= today && time::LastDay(day, control.window) > today;
}

// What breaks an event promise in one store.
Status FindIn(Site& site, const grounds::Lowering& lowering, std::vector<BreachRecord>& found) {
  const std::vector<policy::Promise>& promises = site.bound->policy().promises;
  const auto is_of_event = [](const policy::Promise& promise) { return policy::IsOfEvents(promise.control); };
  if (std::none_of(promises.begin(), promises.end(), is_of_event)) return {};
  LOFTE_ASSIGN(auto snapshot, site.store->BeginSnapshot());
  const controls::StoreGrounds grounds(*site.bound, lowering);
  const controls::Context context{*site.bound, lowering, grounds, site.store->dialect() == Dialect::kPostgres};
  for (const policy::Promise& promise : promises) {
    if (!is_of_event(promise)) continue;
    for (const controls::RowQuestion& question : controls::Ask(context, promise).rows)
      LOFTE_TRY(AddBreaches(site, promise.id, question, lowering.question(), found));
  }
  return snapshot->Commit();
}

}  // namespace

Result<Register> ReadRegister(ledger::Ledger* ledger) {
  Register known;
  if (ledger == nullptr) return known;
  LOFTE_ASSIGN(known.breaches, ledger->Breaches());
  LOFTE_ASSIGN(known.incidents, ledger->Incidents());
  LOFTE_ASSIGN(known.attestations, ledger->Attestations());
  return known;
}

Status AddBreaches(Site& site, const std::string& promise, const controls::RowQuestion& question, const grounds::Question& asked,
                   std::vector<BreachRecord>& found) {
  DayCounts days;
  const stores::Table* table = site.catalogue->Find(question.table);
  if (!question.event || table == nullptr || expr::IsFalseLiteral(question.violated)) return {};
  sql::Listing listing(question.table, site.store->dialect());
  listing.Where(question.violated);
  const std::size_t column = listing.Value(question.event->path);
  const auto count = [&](const std::string& range) -> Status {
    LOFTE_ASSIGN(const stores::Rows rows, site.store->Query(listing.Sql(range)));
    for (const std::vector<expr::Value>& row : rows.rows)
      if (const std::optional<expr::Moment> moment = expr::Decode(question.event->codec, row.at(column)))
        ++days[expr::DayOf(*moment, asked.zone)];
    return {};
  };
  LOFTE_TRY(ForEachStretch(*site.store, *table, count));
  const time::Day today = asked.zone.DayOf(asked.at);
  for (const auto& [day, rows] : days)
    if (day <= today) found.push_back({promise, site.store->name(), expr::Format(question.table), day, rows});
  return {};
}

Result<std::vector<BreachRecord>> FindBreaches(std::vector<Site>& sites, const grounds::Question& asked) {
  std::vector<BreachRecord> found;
  const grounds::Lowering lowering(asked);
  for (Site& site : sites) LOFTE_TRY(FindIn(site, lowering, found));
  return found;
}

Status NoteBreaches(const std::vector<Site>& sites, ledger::Ledger& ledger, const grounds::Question& asked,
                    const std::vector<BreachRecord>& found) {
  const time::Day today = asked.zone.DayOf(asked.at);
  // Of what is out of the window, or is to come as of T, the stores were not asked.
  return ledger.NoteBreaches(found, [&](const BreachRecord& of) {
    for (const Site& site : sites) {
      if (site.store->name() != of.store) continue;
      const policy::Promise* promise = site.bound->policy().FindPromise(of.promise);
      return promise != nullptr && policy::IsOfEvents(promise->control) &&
             IsInWindow(std::get<policy::AlwaysControl>(promise->control), of.day, today);
    }
    return false;
  });
}

namespace {

using Place = std::pair<std::string, std::string>;
using Counts = std::map<std::pair<Place, time::Day>, std::int64_t>;

// What the ledger knows and the stores do not show.
void AddGone(const policy::Promise& promise, const Counts& here, const Register& known, time::Day today, Breaches& all) {
  const auto& control = std::get<policy::AlwaysControl>(promise.control);
  for (const BreachRecord& of : known.breaches) {
    if (of.promise != promise.id || !IsInWindow(control, of.day, today)) continue;
    const auto there = here.find({{of.store, of.table}, of.day});
    const std::int64_t rows = there == here.end() ? 0 : there->second;
    const std::int64_t gone = of.taken + std::max<std::int64_t>(0, of.rows - rows);
    if (gone == 0) continue;
    all.days[of.day] += gone;
    all.gone[{of.store, of.table}] += gone;
  }
}

void Acknowledge(const IncidentRecord& of, Breaches& all) {
  std::int64_t rows = 0;
  for (const auto& [day, count] : of.days) {
    const auto open = all.open.find(day);
    if (open == all.open.end()) continue;
    const std::int64_t some = std::min(count, open->second);
    rows += some;
    open->second -= some;
    if (open->second == 0) all.open.erase(open);
  }
  if (rows == 0) return;
  all.acknowledged += rows;
  all.references.push_back(of.reference);
}

}  // namespace

Breaches Reckon(const policy::Promise& promise, const std::vector<BreachRecord>& found, const Register& known, time::Day today) {
  Breaches all;
  if (!policy::IsOfEvents(promise.control)) return all;
  Counts here;
  for (const BreachRecord& of : found) {
    if (of.promise != promise.id) continue;
    here[{{of.store, of.table}, of.day}] += of.rows;
    all.days[of.day] += of.rows;
  }
  AddGone(promise, here, known, today, all);
  all.open = all.days;
  for (const IncidentRecord& of : known.incidents)
    if (of.promise == promise.id && !of.ended) Acknowledge(of, all);
  return all;
}

time::Day LastDayOf(const AttestationRecord& of, const policy::Attested& attested) {
  return attested.every ? std::min(of.until, time::LastDay(of.from, *attested.every)) : of.until;
}

const AttestationRecord* FindAttestation(const policy::Promise& promise, const Register& known, time::Day today) {
  const auto* attested = std::get_if<policy::Attested>(&promise.control);
  const AttestationRecord* best = nullptr;
  if (attested == nullptr) return best;
  for (const AttestationRecord& of : known.attestations) {
    if (of.promise != promise.id || of.withdrawn || of.role != attested->role || today < of.from || LastDayOf(of, *attested) < today)
      continue;
    if (best == nullptr || LastDayOf(*best, *attested) < LastDayOf(of, *attested)) best = &of;
  }
  return best;
}

Result<IncidentRecord> AddIncident(const policy::Policy& policy, std::vector<Site>& sites, ledger::Ledger& ledger,
                                   const grounds::Question& asked, IncidentRecord of) {
  const policy::Promise* promise = policy.FindPromise(of.promise);
  if (promise == nullptr) {
    std::vector<std::string> ids;
    for (const policy::Promise& other : policy.promises)
      if (policy::IsOfEvents(other.control)) ids.push_back(other.id);
    return Fail(ErrorCode::kInvalid,
                "the policy has no promise `" + of.promise + "`" +
                    (ids.empty() ? ", and none that is about events" : "; about events are " + fmt::format("{}", fmt::join(ids, ", "))));
  }
  if (!policy::IsOfEvents(promise->control))
    return Fail(ErrorCode::kInvalid, "promise `" + of.promise +
                                         "` is about no event (its control has no `event:`), so no incident acknowledges what breaks it: "
                                         "mend it, and it is kept");
  const time::Day today = asked.zone.DayOf(asked.at);
  if (of.until > today)
    return Fail(ErrorCode::kInvalid, "--until " + time::Format(of.until) + " is a day to come: what happens then is not known yet");
  LOFTE_ASSIGN(const std::vector<BreachRecord> found, FindBreaches(sites, asked));
  LOFTE_ASSIGN(const Register known, ReadRegister(&ledger));
  LOFTE_TRY(NoteBreaches(sites, ledger, asked, found));
  of.days.clear();
  for (const auto& [day, rows] : Reckon(*promise, found, known, today).open)
    if (of.from <= day && day <= of.until) of.days[day] = rows;
  if (of.days.empty())
    return Fail(ErrorCode::kInvalid, fmt::format("nothing that broke `{}` from {} to {} is open: there is nothing to acknowledge",
                                                 of.promise, time::Format(of.from), time::Format(of.until)));
  LOFTE_ASSIGN(of.number, ledger.AddIncident(of));
  return of;
}

}  // namespace lofte::engine
