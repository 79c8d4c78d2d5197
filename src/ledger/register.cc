// What people have said about promises: incidents and attestations; and the breaches that incidents are about.
#include <fmt/format.h>

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

Status Ledger::NoteBreaches(const std::vector<BreachRecord>& breaches) {
  if (breaches.empty()) return {};
  LOFTE_ASSIGN(auto transaction, store_->Begin());
  for (const BreachRecord& of : breaches)
    LOFTE_TRY(store_->Execute("INSERT INTO breach VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET rows = max(rows, excluded.rows)",
                              {of.promise, of.store, of.table, NumberOf(of.day), of.rows}));
  return transaction->Commit();
}

Result<std::vector<BreachRecord>> Ledger::Breaches() {
  LOFTE_ASSIGN(const stores::Rows rows,
               store_->Query("SELECT promise, store, table_name, day, rows FROM breach ORDER BY promise, store, table_name, day"));
  std::vector<BreachRecord> breaches;
  for (const auto& row : rows.rows) breaches.push_back({Text(row[0]), Text(row[1]), Text(row[2]), DayOf(row[3]), expr::IntegerOf(row[4])});
  return breaches;
}

Status Ledger::AddIncident(const IncidentRecord& of) {
  LOFTE_ASSIGN(auto transaction, store_->Begin());
  LOFTE_ASSIGN(const std::vector<IncidentRecord> all, Incidents());
  for (const IncidentRecord& other : all) {
    if (other.promise != of.promise) continue;
    if (other.reference == of.reference)
      return Fail(ErrorCode::kConflict,
                  fmt::format("`{}` has been recorded for `{}` already: take another reference", of.reference, of.promise));
    if (!other.ended && other.from <= of.until && of.from <= other.until)
      return Fail(ErrorCode::kConflict, fmt::format("incident `{}` of `{}` is about {} to {}: end it, or leave these days out",
                                                    other.reference, of.promise, time::Format(other.from), time::Format(other.until)));
  }
  LOFTE_TRY(
      store_->Execute("INSERT INTO incident (reference, promise, from_day, until_day, rows, approved_by, asked_by, told, recorded) "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                      {of.reference, of.promise, NumberOf(of.from), NumberOf(of.until), of.rows, of.approved_by, of.asked_by,
                       OrNull(of.told), of.recorded.us}));
  return transaction->Commit();
}

Status Ledger::EndIncident(const std::string& reference, time::Instant ended) {
  LOFTE_ASSIGN(auto transaction, store_->Begin());
  LOFTE_ASSIGN(const std::int64_t lines,
               store_->Execute("UPDATE incident SET ended = ?2 WHERE reference = ?1 AND ended IS NULL", {reference, ended.us}));
  if (lines == 0) return Fail(ErrorCode::kNotFound, "there is no open incident `" + reference + "`: `lofte incident list` has them all");
  return transaction->Commit();
}

Result<std::vector<IncidentRecord>> Ledger::Incidents() {
  LOFTE_ASSIGN(const stores::Rows rows,
               store_->Query("SELECT reference, promise, from_day, until_day, rows, approved_by, asked_by, told, recorded, ended "
                             "FROM incident ORDER BY recorded, reference, promise"));
  std::vector<IncidentRecord> incidents;
  for (const auto& row : rows.rows)
    incidents.push_back({Text(row[0]),
                         Text(row[1]),
                         DayOf(row[2]),
                         DayOf(row[3]),
                         expr::IntegerOf(row[4]),
                         Text(row[5]),
                         Text(row[6]),
                         MaybeDay(row[7]),
                         {expr::IntegerOf(row[8])},
                         MaybeInstant(row[9])});
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
