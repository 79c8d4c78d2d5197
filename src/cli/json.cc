#include "cli/json.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "cli/findings.h"
#include "cli/json_parts.h"
#include "cli/session.h"
#include "policy/checker.h"
#include "text/document.h"

namespace lofte::cli {

std::string Text(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }
Json DayOrNull(const std::optional<time::Day>& day) { return day ? Json(time::Format(*day)) : Json(nullptr); }
Json MomentOrNull(const std::optional<time::Instant>& at) { return at ? Json(time::Format(*at)) : Json(nullptr); }

namespace {

Json StepJson(const engine::PlannedStep& step) {
  return {{"store", step.store},
          {"step", step.number},
          {"table", step.table},
          {"action", step.action},
          {"fields", step.fields},
          {"promises", step.promises},
          {"rows", step.rows},
          {"most_rows", std::max(step.rows, step.most_rows)},
          {"table_rows", step.table_rows},
          {"oldest_due", DayOrNull(step.oldest_due)},
          {"sql", step.sql}};
}

Json HeadJson(const engine::Plan& plan) {
  return {{"policy", plan.basis.policy},
          {"policy_sha256", plan.basis.policy_sha256},
          {"datamap_sha256", plan.basis.map_sha256},
          {"schema_sha256", plan.basis.schema_sha256},
          {"at", time::Format(plan.at)}};
}

Json ErrorTree(const Error& error) { return {{"code", NameOf(error.code)}, {"message", error.message}}; }

Json IssuesTree(const Issues& issues) {
  Json list = Json::array();
  for (const Issue& issue : issues)
    list.push_back({{"severity", NameOf(issue.severity)},
                    {"code", issue.code},
                    {"message", issue.message},
                    {"file", issue.span.file},
                    {"line", issue.span.line},
                    {"column", issue.span.column},
                    {"help", issue.help}});
  return list;
}

Json SettledTree(const policy::Policy& policy) {
  Json list = Json::array();
  for (const policy::Settled& settled : policy::SettledRemarks(policy))
    list.push_back({{"code", settled.check}, {"decision", settled.decision}, {"file", settled.span.file}, {"line", settled.span.line}});
  return list;
}

}  // namespace

std::string ErrorJson(const Error& error, const Issues& issues) {
  Json json = {{"error", ErrorTree(error)}};
  if (!issues.empty()) json["issues"] = IssuesTree(issues);
  return Text(json);
}

namespace {

Json DecisionsTree(const policy::Policy& policy) {
  Json list = Json::array();
  for (const policy::Decision& of : policy.decisions)
    list.push_back({{"id", of.id},
                    {"promises", of.promises},
                    {"lines", of.lines},
                    {"choice", WordsOf(of.choice, policy)},
                    {"why", WordsOf(of.why, policy)},
                    {"settles", of.settles}});
  return list;
}

}  // namespace

std::string CheckJson(const Issues& issues, const std::vector<lint::Finding>& findings, const policy::Policy& policy,
                      const std::optional<Error>& unreachable) {
  Json json = {{"issues", IssuesTree(issues)},
               {"findings", FindingsTree(findings)},
               {"promises", policy.promises.size()},
               {"settled", SettledTree(policy)},
               {"decisions", DecisionsTree(policy)}};
  if (unreachable) json["error"] = ErrorTree(*unreachable);
  return Text(json);
}

std::string PlanJson(const engine::Plan& plan) {
  Json json = HeadJson(plan);
  json["steps"] = Json::array();
  for (const engine::PlannedStep& step : plan.steps)
    if (step.rows > 0 || step.most_rows > 0) json["steps"].push_back(StepJson(step));
  json["undo_until"] = DayOrNull(plan.undo_until);
  json["remarks"] = plan.remarks;
  json["totals"] = {{"rows", plan.rows()}, {"steps", json["steps"].size()}};
  return Text(json);
}

Result<engine::Plan> ParsePlan(const std::string& text) {
  const auto no_plan = [] { return Fail(ErrorCode::kInvalid, "it is not a plan of `lofte plan --json` or `--out`: make a new one"); };
  bool well_formed = true;
  const auto number_of = [&](const Json& json, std::int64_t most) -> std::int64_t {
    well_formed = well_formed && json.is_number_unsigned() && json.get<std::uint64_t>() <= static_cast<std::uint64_t>(most);
    return well_formed ? json.get<std::int64_t>() : 0;
  };
  const auto rows_of = [&](const Json& json) { return number_of(json, std::numeric_limits<std::int64_t>::max()); };
  try {
    const Json json = Json::parse(text);
    engine::Plan plan;
    plan.basis = {json.at("policy"), json.at("policy_sha256"), json.at("datamap_sha256"), json.at("schema_sha256")};
    const Result<time::Instant> at = time::ParseInstant(json.at("at").get<std::string>(), time::Zone::Utc());
    if (!at) return Fail(at.error().code, "its `at`: " + at.error().message);
    plan.at = *at;
    for (const Json& from : json.at("steps")) {
      engine::PlannedStep step;
      step.store = from.at("store");
      step.number = static_cast<int>(number_of(from.at("step"), std::numeric_limits<int>::max()));
      step.table = from.at("table");
      step.action = from.at("action");
      step.rows = rows_of(from.at("rows"));
      step.most_rows = from.contains("most_rows") ? rows_of(from.at("most_rows")) : step.rows;
      step.table_rows = rows_of(from.at("table_rows"));
      plan.steps.push_back(std::move(step));
    }
    if (!well_formed) return no_plan();
    return plan;
  } catch (const nlohmann::json::exception&) {
    return no_plan();
  }
}

namespace {

// Null where nothing of the run can be put back.
Json UndoableTree(const engine::Undoable& of) {
  if (of.copies == 0) return nullptr;
  return {{"copies", of.copies}, {"gone", of.gone}, {"until", DayOrNull(of.first)}, {"last_until", DayOrNull(of.last)}};
}

Json ApplyTree(const engine::ApplyReport& report) {
  Json json = HeadJson(report.plan);
  json["run"] = report.run;
  json["resumed"] = report.resumed;
  json["abandoned"] = report.closed ? Json{{"run", report.closed->run},
                                           {"at", time::Format(report.closed->at)},
                                           {"done", report.closed->done},
                                           {"because", report.closed->because}}
                                    : Json(nullptr);
  json["steps"] = Json::array();
  std::int64_t done = 0;
  for (std::size_t i = 0; i < report.plan.steps.size(); ++i) {
    const std::int64_t rows = report.done.at(i);
    done += rows;
    if (rows == 0 && report.plan.steps[i].rows == 0) continue;
    Json step = StepJson(report.plan.steps[i]);
    step["done"] = rows;
    json["steps"].push_back(std::move(step));
  }
  json["undoable"] = UndoableTree(report.undoable);
  json["remarks"] = report.remarks;
  json["totals"] = {{"rows", report.plan.rows()}, {"done", done}, {"steps", json["steps"].size()}};
  return json;
}

Json WhereTree(const std::vector<engine::Place>& places) {
  Json where = Json::array();
  for (const engine::Place& place : places)
    where.push_back({{"store", place.store}, {"table", place.table}, {"violations", place.violations}, {"undated", place.undated}});
  return where;
}

Json UnclaimedTree(const std::vector<engine::Unclaimed>& unclaimed) {
  Json tree = Json::array();
  for (const engine::Unclaimed& of : unclaimed)
    tree.push_back({{"store", of.store}, {"table", of.table}, {"fields", of.fields}, {"rows", of.rows}});
  return tree;
}

Json VerifyTree(const engine::VerifyReport& report, const policy::Policy& policy) {
  using engine::Verdict;
  Json promises = Json::array();
  for (const engine::PromiseReport& of : report.promises)
    promises.push_back({{"id", of.promise->id},
                        {"kind", of.promise->kind},
                        {"text", WordsOf(of.promise->text, policy)},
                        {"status", NameOf(of.verdict)},
                        {"examined", of.examined},
                        {"violations", of.violations},
                        {"acknowledged", of.acknowledged},
                        {"incidents", of.incidents},
                        {"undated", of.undated},
                        {"held", of.held},
                        {"since", DayOrNull(of.since)},
                        {"control", NameOf(of.promise->control)},
                        {"evidence", NameOf(policy::EvidenceOf(of.promise->control))},
                        {"is_event", policy::IsOfEvents(of.promise->control)},
                        {"attestation", of.attestation ? Json(of.attestation->number) : Json(nullptr)},
                        {"covers", of.promise->covers},
                        {"where", WhereTree(of.where)},
                        {"why", of.why},
                        {"implied_by", of.implied_by.empty() ? Json(nullptr) : Json(of.implied_by)},
                        {"decisions", policy.DecisionsOn(of.promise->id)}});
  return {{"at", time::Format(report.at)},
          {"promises", promises},
          {"unclaimed", UnclaimedTree(report.unclaimed)},
          {"remarks", report.remarks},
          {"looked_at", {{"stores", report.stores}}},
          {"totals",
           {{"kept", report.Count(Verdict::kKept)},
            {"broken", report.Count(Verdict::kBroken)},
            {"incident", report.Count(Verdict::kIncident)},
            {"attested", report.Count(Verdict::kAttested)},
            {"unproven", report.Count(Verdict::kUnproven)},
            {"claim", report.Count(Verdict::kClaim)}}}};
}

}  // namespace

std::string ApplyJson(const engine::ApplyReport& report) { return Text(ApplyTree(report)); }

std::string AbandonJson(const engine::Abandoned& of, std::int64_t done) {
  return Text({{"run", of.run.id}, {"at", time::Format(of.run.at)}, {"state", "abandoned"}, {"done", done}, {"remarks", of.remarks}});
}

std::string VerifyJson(const engine::VerifyReport& report, const policy::Policy& policy) { return Text(VerifyTree(report, policy)); }

std::string DemoJson(const std::string& folder, std::int64_t people) { return Text({{"workspace", folder}, {"people", people}}); }

std::string DemoJson(const std::string& folder, std::int64_t people, const engine::VerifyReport& before, const engine::ApplyReport& run,
                     const engine::VerifyReport& after, const policy::Policy& policy) {
  return Text({{"workspace", folder},
               {"people", people},
               {"before", VerifyTree(before, policy)},
               {"apply", ApplyTree(run)},
               {"after", VerifyTree(after, policy)}});
}

namespace {

// For people and programs to read: a value as it was, moments written out.
Json ValueJson(const expr::Value& value) {
  struct Visitor {
    static std::string Hex(const std::string& bytes) {
      std::string hex = "x'";
      for (const unsigned char byte : bytes) hex += {"0123456789abcdef"[byte >> 4], "0123456789abcdef"[byte & 15]};
      return hex + "'";
    }
    Json operator()(expr::Null) const { return nullptr; }
    Json operator()(bool of) const { return of; }
    Json operator()(std::int64_t of) const { return of; }
    Json operator()(double of) const {
      return std::isfinite(of) ? Json(of) : Json(std::isnan(of) ? "NaN" : of < 0 ? "-Infinity" : "Infinity");
    }
    // What is no UTF-8 has its bytes.
    Json operator()(const std::string& of) const {
      return text::FindInvalidUtf8(of) == std::string_view::npos ? Json(of) : Json{{"bytes", Hex(of)}};
    }
    Json operator()(const expr::Blob& of) const { return Hex(of.bytes); }
    Json operator()(time::Day of) const { return time::Format(of); }
    Json operator()(time::Instant of) const { return time::Format(of); }
    Json operator()(time::LocalTime of) const { return time::Format(of); }
  };
  return std::visit(Visitor{}, value);
}

Json ColumnsTree(const std::vector<std::pair<std::string, expr::Value>>& columns) {
  Json tree = Json::object();
  for (const auto& [name, value] : columns) tree[name] = ValueJson(value);
  return tree;
}

}  // namespace

std::string UndoJson(const engine::UndoReport& report) {
  Json put_back = Json::array(), left = Json::array();
  for (const engine::PutBackCount& of : report.put_back)
    put_back.push_back({{"store", of.store}, {"table", of.table}, {"what", of.is_row ? "rows" : "fields"}, {"rows", of.rows}});
  for (const engine::LeftCount& of : report.left)
    left.push_back({{"store", of.store}, {"table", of.table}, {"why", of.why}, {"copies", of.copies}});
  return Text({{"undo", report.id},
               {"run", report.run},
               {"put_back", put_back},
               {"left", left},
               {"totals", {{"put_back", report.rows()}, {"left", report.left_copies()}}}});
}

std::string ReleaseCopiesJson(const engine::OpenedCopies& opened) {
  Json list = Json::array();
  for (const engine::SealedCopy& copy : opened.copies)
    list.push_back({{"table", copy.table},
                    {"kind", NameOf(copy.kind)},
                    {"key", ColumnsTree(copy.key)},
                    {"values", ColumnsTree(copy.values)},
                    {"beside", ColumnsTree(copy.beside)},
                    {"persons", ColumnsTree(copy.people)}});
  return Text({{"copies", list}, {"unreadable", opened.unreadable}});
}

std::string ForecastJson(const engine::Forecast& of, const policy::Policy& policy) {
  Json spans = Json::array(), promises = Json::array();
  for (std::size_t i = 0; i < of.until.size(); ++i)
    spans.push_back({{"from", time::Format(of.first[i])},
                     {"until", time::Format(of.until[i])},
                     {"rows", of.all.rows[i]},
                     {"sealed", of.sealed[i]},
                     {"copies", of.all.copies[i]}});
  for (const engine::ForecastLine& line : of.lines)
    promises.push_back(
        {{"id", line.promise->id}, {"text", WordsOf(line.promise->text, policy)}, {"rows", line.rows}, {"copies", line.copies}});
  return Text({{"at", time::Format(of.at)}, {"policy_sha256", policy.sha256}, {"spans", spans}, {"promises", promises}});
}

namespace {

Json HoldsTree(const std::vector<ledger::HoldRecord>& holds) {
  Json list = Json::array();
  for (const ledger::HoldRecord& hold : holds)
    list.push_back({{"reference", hold.reference},
                    {"state", hold.state},
                    {"store", hold.store},
                    {"people", hold.people},
                    {"since", time::Format(hold.since)},
                    {"until", hold.until ? Json(time::Format(*hold.until)) : Json(nullptr)}});
  return list;
}

}  // namespace

std::string HoldsJson(const std::vector<ledger::HoldRecord>& holds, const std::vector<ledger::HoldRecord>& unknown,
                      const std::vector<std::string>& remarks) {
  return Text({{"holds", HoldsTree(holds)}, {"unknown", HoldsTree(unknown)}, {"remarks", remarks}});
}

std::string ReleaseJson(const std::vector<ledger::HoldRecord>& holds, const std::vector<engine::Lifted>& lifted) {
  Json released = Json::array();
  for (const engine::Lifted& of : lifted)
    if (of.people > 0) released.push_back({{"store", of.store}, {"people", of.people}, {"recorded", of.was_recorded}});
  return Text({{"holds", HoldsTree(holds)}, {"released", released}});
}

}  // namespace lofte::cli
