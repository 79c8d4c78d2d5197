#include "engine/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "controls/question.h"
#include "datamap/check.h"
#include "engine/sealed.h"
#include "engine/table_scan.h"
#include "engine/verdicts.h"
#include "sql/print.h"

namespace lofte::engine {

using controls::Inquiry;
using controls::RowQuestion;
using stores::Dialect;

std::string_view NameOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kKept:
      return "kept";
    case Verdict::kBroken:
      return "broken";
    case Verdict::kIncident:
      return "incident";
    case Verdict::kAttested:
      return "attested";
    case Verdict::kUnproven:
      return "unproven";
    case Verdict::kClaim:
      return "claim";
  }
  return "";
}

std::int64_t VerifyReport::Count(Verdict verdict) const {
  return std::count_if(promises.begin(), promises.end(), [&](const PromiseReport& report) { return report.verdict == verdict; });
}

namespace {

// What the stores say of one promise, one store after the other.
struct Gathered {
  PromiseReport report;
  controls::Since since;
  std::vector<ledger::BreachRecord> breaches = {};  // of an event promise: what is there
  bool asked = false;                               // some store holds what it is about
  std::string unproven;                             // of the first store that could say nothing
  bool stands = false;                              // that reason holds whatever other stores answer
};

void Add(const controls::Inquiry& inquiry, Gathered& gathered) {
  PromiseReport& report = gathered.report;
  gathered.asked = gathered.asked || !inquiry.rows.empty() || inquiry.answer.examined > 0;
  report.examined += inquiry.answer.examined;
  report.violations += static_cast<std::int64_t>(inquiry.answer.findings.size());
  for (const std::string& finding : inquiry.answer.findings) report.why += (report.why.empty() ? "" : "; ") + finding;
  if (gathered.unproven.empty()) gathered.unproven = inquiry.unproven;
  gathered.stands = gathered.stands || inquiry.stands;
}

using Places = std::map<std::pair<std::size_t, expr::TableName>, Place>;  // by the number of the promise, then by table

void AddPlaces(Places places, std::vector<Gathered>& all) {
  for (auto& [key, place] : places) {
    PromiseReport& report = all[key.first].report;
    report.violations += place.violations;
    report.undated += place.undated;
    if (place.violations > 0 || place.undated > 0) report.where.push_back(std::move(place));
  }
}

// A pass of its own over each table on which it can happen at all: every need of some value has a condition.
Status FindUnclaimed(Site& site, const grounds::Lowering& lowering, std::vector<Unclaimed>& all) {
  for (const auto& table : site.bound->tables()) {
    const controls::TableGrounds grounds(*table, lowering);
    sql::Scan scan(table->map().name, site.store->dialect());
    std::vector<std::pair<std::size_t, const datamap::FieldGroup*>> asked;
    for (const datamap::FieldGroup& group : table->groups()) {
      const expr::Expr unclaimed = scan.Tidied(expr::And({table->HasValue(group), grounds.Unclaimed(group)}));
      if (group.link_of.empty() && !expr::IsFalseLiteral(unclaimed)) asked.emplace_back(scan.Count(unclaimed), &group);
    }
    if (asked.empty()) continue;
    LOFTE_ASSIGN(const stores::Rows rows, site.store->Query(scan.Sql()));
    for (const auto& [column, group] : asked) {
      Unclaimed found{site.store->name(), expr::Format(table->map().name), {}, expr::IntegerOf(rows.rows.at(0).at(column))};
      for (const datamap::Field* field : group->fields) found.fields.push_back(field->column);
      if (found.rows > 0) all.push_back(std::move(found));
    }
  }
  return {};
}

// What no promise of retention looks at, for the map does not name it; nullopt: everything is named.
std::optional<std::string> RemarkOfUnmapped(const Site& site) {
  constexpr std::size_t kMostNames = 5;
  std::vector<std::string> tables, columns;
  for (const stores::Table* table : datamap::UnmappedTables(site.bound->map(), *site.catalogue))
    tables.push_back(expr::Format(table->name));
  for (const auto& bound : site.bound->tables())
    for (const stores::Column* column : datamap::UnmappedColumns(bound->map(), bound->table()))
      columns.push_back(expr::Format(bound->map().name) + "." + column->name);
  std::string words;
  const auto add = [&words](const std::vector<std::string>& names, const char* one, const char* many) {
    if (names.empty()) return;
    const auto shown = static_cast<std::ptrdiff_t>(names.size() > kMostNames ? kMostNames : names.size());
    words += fmt::format("{}{} {} ({}{})", words.empty() ? "" : " and ", names.size(), names.size() == 1 ? one : many,
                         fmt::join(names.begin(), names.begin() + shown, ", "), names.size() > kMostNames ? ", .." : "");
  };
  add(tables, "table", "tables");
  add(columns, "column", "columns");
  if (words.empty()) return std::nullopt;
  return words + (tables.size() + columns.size() == 1 ? " is" : " are") +
         " not in the data map: no promise of retention looks there and no sweep does, whatever they hold; `lofte check` names them all";
}

// What left its row for a sealed copy is still there: it can be late, or undated.
Status AskSealed(Site& site, const grounds::Question& question, std::vector<Gathered>& all) {
  LOFTE_ASSIGN(const std::vector<SealedCount> counts, CountSealed(site, question));
  const auto names = [](const std::vector<std::string>& ids, const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  for (const SealedCount& count : counts) {
    for (Gathered& gathered : all) {
      PromiseReport& report = gathered.report;
      if (!names(count.examined_by, report.promise->id) && !names(count.charged, report.promise->id)) continue;
      gathered.asked = true;
      Place place{site.store->name(), count.table + ", sealed"};
      report.examined += count.copies;
      if (count.is_undated) place.undated = count.copies;
      if (names(count.charged, report.promise->id)) {
        place.violations = count.late;
        report.held += count.held;
        gathered.since.Add(count.late_since);
      }
      report.violations += place.violations;
      report.undated += place.undated;
      if (place.violations > 0 || place.undated > 0) report.where.push_back(std::move(place));
    }
  }
  return {};
}

// Asks every promise of one store and adds the answers to what was gathered.
Status AskSite(Site& site, const grounds::Lowering& lowering, std::vector<Gathered>& all, std::vector<Unclaimed>& unclaimed,
               std::vector<std::string>& remarks) {
  LOFTE_ASSIGN(auto snapshot, site.store->BeginSnapshot());
  LOFTE_TRY(ReadPersonState(site, lowering.question().at, Asks::kAboutT, AskHolds::kIfAny));
  const controls::StoreGrounds grounds(*site.bound, lowering);
  const controls::Context context{*site.bound, lowering, grounds, site.store->dialect() == Dialect::kPostgres};
  std::vector<Inquiry> inquiries;
  inquiries.reserve(all.size());
  Places places;
  std::map<expr::TableName, TableScan> scans;
  for (std::size_t i = 0; i < all.size(); ++i) {
    PromiseReport& report = all[i].report;
    const Inquiry& inquiry = inquiries.emplace_back(controls::Ask(context, *report.promise));
    Add(inquiry, all[i]);
    for (const RowQuestion& question : inquiry.rows) {
      Place& place = places.try_emplace({i, question.table}, Place{site.store->name(), expr::Format(question.table)}).first->second;
      scans.try_emplace(question.table, question.table, site.store->dialect())
          .first->second.Add(question, {report.examined, place.violations, place.undated, report.held, all[i].since});
    }
  }
  for (auto& [table, scan] : scans) LOFTE_TRY(scan.Run(*site.store, *site.catalogue, lowering.question()));
  for (std::size_t i = 0; i < all.size(); ++i)
    for (const RowQuestion& question : inquiries[i].rows)
      if (places.at({i, question.table}).violations > 0)
        LOFTE_TRY(AddBreaches(site, all[i].report.promise->id, question, lowering.question(), all[i].breaches));
  AddPlaces(std::move(places), all);
  LOFTE_TRY(AskSealed(site, lowering.question(), all));
  LOFTE_TRY(FindUnclaimed(site, lowering, unclaimed));
  LOFTE_ASSIGN(std::optional<std::string> former, RemarkOfFormerTerms(site, lowering.question()));
  if (former) remarks.push_back(*std::move(former));
  return snapshot->Commit();
}

// What was there before is broken as well, and what an incident acknowledges is not.
void AddRegister(const Register& known, time::Day today, Gathered& gathered) {
  PromiseReport& report = gathered.report;
  if (!policy::IsOfEvents(report.promise->control)) return;
  const Breaches breaches = Reckon(*report.promise, gathered.breaches, known, today);
  std::int64_t dated = 0;
  for (const ledger::BreachRecord& of : gathered.breaches) dated += of.rows;
  // Of days that can be told, the first of those that are open.
  if (dated == report.violations) gathered.since = controls::Since();
  if (!breaches.open.empty()) gathered.since.Add(breaches.open.begin()->first);
  for (const auto& [place, rows] : breaches.gone) {
    report.where.push_back({place.first, place.second + " that do not show it any more", rows, 0});
    report.violations += rows;
    gathered.asked = true;
  }
  report.violations -= breaches.acknowledged;
  report.acknowledged = breaches.acknowledged;
  report.incidents = breaches.references;
}

// What the ledger knows and the policy does not ask any more; and that there should be one.
Status AddRegisterRemarks(const policy::Policy& policy, std::vector<Site>& sites, const Register& known, bool has_ledger,
                          std::vector<std::string>& remarks) {
  std::map<std::string, std::int64_t> unasked;
  for (const ledger::BreachRecord& of : known.breaches) {
    const policy::Promise* promise = policy.FindPromise(of.promise);
    if (promise == nullptr || !policy::IsOfEvents(promise->control)) unasked[of.promise] += of.rows + of.taken;
  }
  for (const auto& [promise, rows] : unasked)
    remarks.push_back(fmt::format("the ledger has {} by which `{}` was broken, and the policy has no such promise about events any more",
                                  rows == 1 ? "1 row" : std::to_string(rows) + " rows", promise));
  const auto is_of_event = [](const policy::Promise& of) { return policy::IsOfEvents(of.control); };
  if (has_ledger || std::none_of(policy.promises.begin(), policy.promises.end(), is_of_event)) return {};
  for (Site& site : sites) {
    LOFTE_ASSIGN(const bool was_swept, site.store->HasOwnTable("journal"));
    if (was_swept)
      remarks.push_back("store `" + site.store->name() +
                        "`: it was swept, and there is no ledger here: what broke promises about events before that is not known");
  }
  return {};
}

// Why nobody vouches for it today.
std::string WhyNotAttested(const policy::Promise& promise, const policy::Attested& attested, const Register& known, time::Day today) {
  std::string why = "nobody has vouched for it yet";
  for (const ledger::AttestationRecord& of : known.attestations) {
    if (of.promise != promise.id) continue;
    if (of.withdrawn) {
      why = "what was vouched for was withdrawn";
    } else if (of.role != attested.role) {
      why = "who vouched for it was " + of.role;
    } else {
      why = today < of.from ? "somebody vouches for it from " + time::Format(of.from) + " on"
                            : "what was vouched for lapsed on " + time::Format(LastDayOf(of, attested));
    }
  }
  return why + " (" + attested.role + (attested.shown_by.empty() ? "" : ", by " + attested.shown_by) + "; `lofte attest add` records it)";
}

// Of what is vouched for in the ledger.
void AddAttestation(const Register& known, time::Day today, Gathered& gathered) {
  PromiseReport& report = gathered.report;
  const auto* attested = std::get_if<policy::Attested>(&report.promise->control);
  if (attested == nullptr || !attested->every) return;
  if (const ledger::AttestationRecord* of = FindAttestation(*report.promise, known, today)) {
    report.attestation = *of;
    return;
  }
  gathered.unproven = WhyNotAttested(*report.promise, *attested, known, today);
  gathered.stands = true;
}

// A store without anything that a promise is about has no say; when that is so of all of them, its reason is the answer.
void Close(Gathered& gathered) {
  PromiseReport& report = gathered.report;
  report.since = gathered.since.day();
  if (report.why.empty() && (!gathered.asked || gathered.stands)) report.why = gathered.unproven;
}

Verdict VerdictOf(const PromiseReport& report) {
  if (report.violations > 0) return Verdict::kBroken;
  if (report.acknowledged > 0 && report.undated == 0) return Verdict::kIncident;
  if (std::holds_alternative<policy::Claim>(report.promise->control)) return Verdict::kClaim;
  const bool attested = std::holds_alternative<policy::Attested>(report.promise->control);
  if (attested) return report.why.empty() ? Verdict::kAttested : Verdict::kUnproven;
  if (report.examined == 0 || report.undated > 0 || !report.why.empty()) return Verdict::kUnproven;
  return Verdict::kKept;
}

std::string Rows(std::int64_t rows, const std::string& table) {
  return std::to_string(rows) + (rows == 1 ? " row of " : " rows of ") + table;
}

// A fact that a rule reads can be unknown in each of these ways (docs/design/0001-grounds.md, section 1).
constexpr char kUndatedMeans[] =
    " (a date or another fact of it is missing or cannot be read, or the row that has it is not there: of the person, of a consent)";

std::string PlacesText(const std::vector<Place>& places) {
  std::string text;
  bool some_undated = false;
  const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
  for (const Place& place : places)
    if (place.violations > 0) add(Rows(place.violations, place.table));
  for (const Place& place : places) {
    if (place.undated == 0) continue;
    add(Rows(place.undated, place.table) + (place.undated == 1 ? " is undated" : " are undated"));
    some_undated = true;
  }
  if (some_undated) text += kUndatedMeans;
  return text;
}

void Explain(PromiseReport& report) {
  if (report.acknowledged > 0)
    report.why +=
        (report.why.empty() ? "" : "; ") + fmt::format("{} of {} acknowledged by {}", report.acknowledged,
                                                       report.violations + report.acknowledged, fmt::join(report.incidents, ", "));
  const bool is_found = report.verdict == Verdict::kUnproven || report.verdict == Verdict::kBroken || report.verdict == Verdict::kIncident;
  if (!is_found) return;
  if (const std::string places = PlacesText(report.where); !places.empty()) report.why += (report.why.empty() ? "" : "; ") + places;
  if (report.why.empty()) report.why = "nothing was found to examine";
}

}  // namespace

Result<VerifyReport> Verify(const policy::Policy& policy, std::vector<Site>& sites, const grounds::Question& question,
                            ledger::Ledger* ledger) {
  VerifyReport report;
  report.at = question.at;
  std::vector<Gathered> all(policy.promises.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i].report.promise = &policy.promises[i];
  const grounds::Lowering lowering(question);
  for (Site& site : sites) {
    report.stores.push_back(site.store->name());
    LOFTE_TRY(AskSite(site, lowering, all, report.unclaimed, report.remarks));
    LOFTE_ASSIGN(const std::vector<std::string> remarks, site.store->Remarks());
    if (const auto remark = RemarkOfUnmapped(site)) report.remarks.push_back("store `" + site.store->name() + "`: " + *remark);
    for (const std::string& remark : remarks) report.remarks.push_back("store `" + site.store->name() + "`: " + remark);
  }
  LOFTE_ASSIGN(const Register known, ReadRegister(ledger));
  LOFTE_TRY(AddRegisterRemarks(policy, sites, known, ledger != nullptr, report.remarks));
  const time::Day today = question.zone.DayOf(question.at);
  for (Gathered& gathered : all) {
    AddRegister(known, today, gathered);
    AddAttestation(known, today, gathered);
    Close(gathered);
    gathered.report.verdict = VerdictOf(gathered.report);
    Explain(gathered.report);
    report.promises.push_back(std::move(gathered.report));
  }
  ImplyBroken(report.promises);
  InheritKept(policy, report.promises);
  return report;
}

}  // namespace lofte::engine
