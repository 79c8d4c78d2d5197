// What people have said about promises: incidents and attestations; and the breaches that incidents are about.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "ledger/ledger.h"

namespace lofte::ledger {

using expr::Value;

namespace {

std::string Text(const Value& value) { return std::get<std::string>(value); }
time::Day DayOf(const Value& value) { return {static_cast<std::int32_t>(expr::IntegerOf(value))}; }
std::optional<time::Day> MaybeDay(const Value& value) { return expr::IsNull(value) ? std::nullopt : std::optional(DayOf(value)); }
std::optional<time::Instant> MaybeInstant(const Value& value) {
  return expr::IsNull(value) ? std::nullopt : std::optional(time::Instant{expr::IntegerOf(value)});
}
Value OrNull(const std::optional<time::Day>& day) { return day ? Value(std::int64_t{day->number}) : Value(expr::Null{}); }
std::int64_t NumberOf(time::Day day) { return day.number; }

}  // namespace

namespace {

using Key = std::tuple<std::string, std::string, std::string, time::Day>;
Key KeyOf(const BreachRecord& of) { return {of.promise, of.store, of.table, of.day}; }

Status Write(stores::Store& store, const BreachRecord& of) {
  LOFTE_TRY(store.Execute(
      "INSERT INTO breach VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET rows = excluded.rows, taken = excluded.taken",
      {of.promise, of.store, of.table, NumberOf(of.day), of.rows, of.taken}));
  return {};
}

}  // namespace

Status Ledger::NoteBreaches(const std::vector<BreachRecord>& breaches, const std::function<bool(const BreachRecord&)>& asked) {
  LOFTE_ASSIGN(auto transaction, store_->Begin());
  LOFTE_ASSIGN(const std::vector<BreachRecord> noted, Breaches());
  std::map<Key, BreachRecord> now;
  for (const BreachRecord& of : breaches) now[KeyOf(of)] = of;
  for (const BreachRecord& was : noted) {
    const auto is = now.find(KeyOf(was));
    if (is == now.end() && !asked(was)) continue;
    BreachRecord& record =
        is == now.end() ? now.try_emplace(KeyOf(was), BreachRecord{was.promise, was.store, was.table, was.day}).first->second : is->second;
    record.taken = was.taken + std::max<std::int64_t>(0, was.rows - record.rows);
  }
  for (const auto& [key, of] : now) LOFTE_TRY(Write(*store_, of));
  return transaction->Commit();
}

Status Ledger::NoteReturned(const std::vector<BreachRecord>& breaches) {
  LOFTE_ASSIGN(auto transaction, store_->Begin());
  LOFTE_ASSIGN(const std::vector<BreachRecord> noted, Breaches());
  for (const BreachRecord& was : noted)
    for (const BreachRecord& is : breaches) {
      if (KeyOf(is) != KeyOf(was) || is.rows <= was.rows) continue;
      BreachRecord record = was;
      record.rows = is.rows;
      record.taken = std::max<std::int64_t>(0, was.taken - (is.rows - was.rows));
      LOFTE_TRY(Write(*store_, record));
    }
  return transaction->Commit();
}

Result<std::vector<BreachRecord>> Ledger::Breaches() {
  LOFTE_ASSIGN(const stores::Rows rows,
               store_->Query("SELECT promise, store, table_name, day, rows, taken FROM breach ORDER BY promise, store, table_name, day"));
  std::vector<BreachRecord> breaches;
  for (const auto& row : rows.rows)
    breaches.push_back({Text(row[0]), Text(row[1]), Text(row[2]), DayOf(row[3]), expr::IntegerOf(row[4]), expr::IntegerOf(row[5])});
  return breaches;
}

Result<std::int64_t> Ledger::AddIncident(const IncidentRecord& of) {
  LOFTE_ASSIGN(auto transaction, store_->Begin());
  LOFTE_ASSIGN(const std::vector<IncidentRecord> all, Incidents());
  for (const IncidentRecord& other : all)
    if (!other.ended && other.promise == of.promise && other.reference == of.reference)
      return Fail(ErrorCode::kConflict,
                  fmt::format("an open incident `{}` of `{}` is there: end it, or take another reference", of.reference, of.promise));
  LOFTE_TRY(store_->Execute(
      "INSERT INTO incident (reference, promise, from_day, until_day, approved_by, asked_by, told, recorded) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      {of.reference, of.promise, NumberOf(of.from), NumberOf(of.until), of.approved_by, of.asked_by, OrNull(of.told), of.recorded.us}));
  LOFTE_ASSIGN(const stores::Rows rows, store_->Query("SELECT max(number) FROM incident"));
  const std::int64_t number = expr::IntegerOf(rows.rows.at(0).at(0));
  for (const auto& [day, count] : of.days)
    LOFTE_TRY(store_->Execute("INSERT INTO incident_day VALUES (?1, ?2, ?3)", {number, NumberOf(day), count}));
  LOFTE_TRY(transaction->Commit());
  return number;
}

namespace {

Error NoIncident(const std::string& reference, const char* which) {
  return {ErrorCode::kNotFound, fmt::format("there is no open incident `{}`{}: `lofte incident list` has them all", reference, which)};
}

}  // namespace

Status Ledger::TellIncident(const std::string& reference, time::Day told) {
  LOFTE_ASSIGN(auto transaction, store_->Begin());
  LOFTE_ASSIGN(const std::int64_t lines,
               store_->Execute("UPDATE incident SET told = ?2 WHERE reference = ?1 AND ended IS NULL AND told IS NULL",
                               {reference, NumberOf(told)}));
  if (lines == 0) return Fail(NoIncident(reference, " of which the authority was not told"));
  return transaction->Commit();
}

Status Ledger::EndIncident(const std::string& reference, time::Instant ended) {
  LOFTE_ASSIGN(auto transaction, store_->Begin());
  LOFTE_ASSIGN(const std::int64_t lines,
               store_->Execute("UPDATE incident SET ended = ?2 WHERE reference = ?1 AND ended IS NULL", {reference, ended.us}));
  if (lines == 0) return Fail(NoIncident(reference, ""));
  return transaction->Commit();
}

Result<std::vector<IncidentRecord>> Ledger::Incidents() {
  LOFTE_ASSIGN(const stores::Rows rows,
               store_->Query("SELECT number, reference, promise, from_day, until_day, approved_by, asked_by, told, recorded, ended "
                             "FROM incident ORDER BY number"));
  LOFTE_ASSIGN(const stores::Rows days, store_->Query("SELECT incident, day, rows FROM incident_day ORDER BY incident, day"));
  std::vector<IncidentRecord> incidents;
  for (const auto& row : rows.rows) {
    IncidentRecord of;
    of.number = expr::IntegerOf(row[0]);
    of.reference = Text(row[1]);
    of.promise = Text(row[2]);
    of.from = DayOf(row[3]);
    of.until = DayOf(row[4]);
    for (const auto& day : days.rows)
      if (expr::IntegerOf(day[0]) == of.number) of.days[DayOf(day[1])] = expr::IntegerOf(day[2]);
    of.approved_by = Text(row[5]);
    of.asked_by = Text(row[6]);
    of.told = MaybeDay(row[7]);
    of.recorded = {expr::IntegerOf(row[8])};
    of.ended = MaybeInstant(row[9]);
    incidents.push_back(std::move(of));
  }
  return incidents;
}

Result<std::int64_t> Ledger::AddAttestation(const AttestationRecord& of) {
  LOFTE_ASSIGN(auto transaction, store_->Begin());
  LOFTE_TRY(
      store_->Execute("INSERT INTO attestation (promise, vouched_by, role, document, sha256, from_day, until_day, recorded) "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                      {of.promise, of.by, of.role, of.document, of.sha256, NumberOf(of.from), NumberOf(of.until), of.recorded.us}));
  LOFTE_ASSIGN(const stores::Rows rows, store_->Query("SELECT max(number) FROM attestation"));
  LOFTE_TRY(transaction->Commit());
  return expr::IntegerOf(rows.rows.at(0).at(0));
}

Status Ledger::WithdrawAttestation(std::int64_t number, time::Instant withdrawn) {
  LOFTE_ASSIGN(auto transaction, store_->Begin());
  LOFTE_ASSIGN(const std::int64_t lines,
               store_->Execute("UPDATE attestation SET withdrawn = ?2 WHERE number = ?1 AND withdrawn IS NULL", {number, withdrawn.us}));
  if (lines == 0) return Fail(ErrorCode::kNotFound, fmt::format("no attestation {} stands: `lofte attest list` has them all", number));
  return transaction->Commit();
}

Result<std::vector<AttestationRecord>> Ledger::Attestations() {
  LOFTE_ASSIGN(const stores::Rows rows,
               store_->Query("SELECT number, promise, vouched_by, role, document, sha256, from_day, until_day, recorded, withdrawn "
                             "FROM attestation ORDER BY number"));
  std::vector<AttestationRecord> attestations;
  for (const auto& row : rows.rows)
    attestations.push_back({expr::IntegerOf(row[0]),
                            Text(row[1]),
                            Text(row[2]),
                            Text(row[3]),
                            Text(row[4]),
                            Text(row[5]),
                            DayOf(row[6]),
                            DayOf(row[7]),
                            {expr::IntegerOf(row[8])},
                            MaybeInstant(row[9])});
  return attestations;
}

}  // namespace lofte::ledger
