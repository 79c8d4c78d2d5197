#include "agreement/answers.h"

#include <algorithm>

#include "agreement/family.h"
#include "agreement/files.h"
#include "agreement/memory.h"
#include "controls/table_grounds.h"
#include "datamap/check.h"
#include "datamap/reader.h"
#include "policy/checker.h"
#include "policy/reader.h"
#include "sql/print.h"
#include "support/world.h"

namespace lofte::tests::agreement {

using expr::Expr;
using grounds::Edge;

namespace {

template <typename T>
T Must(Result<T> result) {
  if (!result) Panic("agreement: " + result.error().message);
  return std::move(result).value();
}
void Must(Status status) {
  if (!status) Panic("agreement: " + status.error().message);
}

expr::TableName NameOfTable(const std::string& table) { return {"main", table == "subject_state" ? datamap::kOwnSchema : "", table}; }

void MustBeFine(const Issues& issues, const std::string& policy, const std::string& map) {
  std::string out;
  for (const Issue& issue : issues)
    if (issue.severity == Severity::kError) out += "\n" + Render(issue, issue.span.file == "policy.yaml" ? policy : map, false);
  if (!out.empty()) Panic("agreement: a drawn file has errors" + out + "\n" + policy + map);
}

class FormulaMaker {
 public:
  FormulaMaker(const Scenario& scenario, const BoundCase& of)
      : scenario_(scenario), case_(of), lowering_(of.question), grounds_(*of.table, lowering_) {}

  Expr Make(const Question& question) const {
    using What = Question::What;
    if (question.what == What::kRowErased) return grounds_.RowErased();
    if (question.what == What::kRowSealed) return grounds_.RowSealed();
    if (question.what == What::kRowCounted) return grounds_.RowCounted();
    const datamap::FieldGroup& group = case_.GroupOf(scenario_.fields[static_cast<std::size_t>(question.field)].column);
    switch (question.what) {
      case What::kUndated:
        return grounds_.Undated(group);
      case What::kGoneDue:
        return grounds_.Gone(group, Edge::kDue);
      case What::kGoneBroken:
        return grounds_.Gone(group, Edge::kBroken);
      case What::kHeld:
        return grounds_.Held(group);
      case What::kBlocked:
        return grounds_.Blocked(group);
      case What::kUnclaimed:
        return grounds_.Unclaimed(group);
      case What::kErased:
        return grounds_.Erased(group);
      case What::kAnonymised:
        return expr::And(
            {grounds_.Gone(group, Edge::kDue), case_.table->Resolve(lowering_.EndsWith(group.binding, policy::Then::kAnonymise))});
      case What::kApplies:
        return grounds_.Applies(group, RuleOf(question));
      case What::kChargedDue:
        return grounds_.Charged(group, RuleOf(question), Edge::kDue);
      case What::kChargedBroken:
        return grounds_.Charged(group, RuleOf(question), Edge::kBroken);
      case What::kShown:
        return grounds_.ShownTooLong(group, RuleOf(question), Edge::kBroken);
      case What::kCounted:
        return grounds_.IsCounted(group);
      case What::kRowErased:
      case What::kRowSealed:
      case What::kRowCounted:
        break;
    }
    Panic("agreement: a question without a formula");
  }

 private:
  const policy::Rule& RuleOf(const Question& question) const { return case_.policy.rules.at(static_cast<std::size_t>(question.rule)); }

  const Scenario& scenario_;
  const BoundCase& case_;
  grounds::Lowering lowering_;
  controls::TableGrounds grounds_;
};

}  // namespace

const datamap::FieldGroup& BoundCase::GroupOf(const std::string& column) const {
  for (const datamap::FieldGroup& group : table->groups())
    for (const datamap::Field* field : group.fields)
      if (field->column == column) return group;
  Panic("agreement: no group holds " + column);
}

std::unique_ptr<BoundCase> BindCase(const Scenario& scenario, const stores::Catalogue& catalogue,
                                    const std::function<void(BoundCase&)>& change) {
  const std::string policy_yaml = PolicyYaml(scenario), map_yaml = MapYaml(scenario);
  Issues issues;
  std::optional<policy::Policy> policy = policy::ReadPolicy("policy.yaml", policy_yaml, issues);
  std::optional<datamap::DataMap> map = datamap::ReadDataMap("datamap.yaml", map_yaml, issues);
  MustBeFine(issues, policy_yaml, map_yaml);
  auto of = std::make_unique<BoundCase>();
  of->policy = std::move(*policy);
  of->map = std::move(*map);
  policy::Check(of->policy, issues);
  datamap::CheckAgainstPolicy(of->policy, of->map, issues);
  datamap::CheckAgainstCatalogue(of->map, catalogue, issues);
  of->question = {scenario.at, Must(time::Zone::Named(of->policy.controller.zone)), of->policy.controller.year_end, scenario.seals};
  if (change) change(*of);
  of->bound = datamap::BoundMap::Bind(of->policy, of->map, catalogue, "main", of->question.zone, issues);
  MustBeFine(issues, policy_yaml, map_yaml);
  // As the store keeps moments: PostgreSQL as instants, SQLite as text.
  const expr::Value at = catalogue.default_schema == "public" ? expr::Value(scenario.at) : expr::Value(time::Format(scenario.at));
  of->bound->SetPersonState({.held = true, .ended = true, .open_after = at});
  of->table = of->bound->Find(NameOfTable(scenario.table));
  return of;
}

std::vector<Expr> Formulas(const Scenario& scenario, const std::vector<Question>& questions, const stores::Catalogue& catalogue) {
  const std::unique_ptr<BoundCase> of = BindCase(scenario, catalogue);
  const FormulaMaker maker(scenario, *of);
  std::vector<Expr> formulas;
  for (const Question& question : questions) formulas.push_back(maker.Make(question));
  return formulas;
}

std::vector<Answers> AskNatively(const std::vector<Expr>& formulas, const Stored& stored, const std::string& table) {
  const Memory memory(stored);
  std::vector<Answers> all;
  for (const expr::Row* row : memory.Rows(table)) {
    Answers& answers = all.emplace_back();
    for (const Expr& formula : formulas) {
      const expr::Tri truth = expr::Evaluate(formula, *row);
      answers += truth == expr::Tri::kUnknown ? '?' : truth == expr::Tri::kTrue ? '1' : '0';
    }
  }
  return all;
}

std::vector<std::string> BatchSql(const std::vector<Expr>& formulas, const std::string& table, stores::Dialect dialect) {
  constexpr std::size_t kPerStatement = 6;
  std::vector<std::string> statements;
  for (std::size_t i = 0; i < formulas.size(); i += kPerStatement) {
    std::string& sql = statements.emplace_back("SELECT ");
    for (std::size_t j = i; j < std::min(i + kPerStatement, formulas.size()); ++j)
      sql += (j > i ? ",\n  (" : "(") + sql::Condition(formulas[j], dialect, "t") + ") IS TRUE";
    sql += "\nFROM " + sql::TableRef(NameOfTable(table), dialect) + " t ORDER BY t.\"id\"";
  }
  return statements;
}

SetQuery SetOf(const std::vector<Expr>& formulas, const std::string& table, stores::Dialect dialect) {
  sql::Scan scan(NameOfTable(table), dialect);
  SetQuery query;
  for (std::size_t i = 0; i < formulas.size(); ++i)
    query.columns.push_back(i % 2 == 0 ? scan.Count(formulas[i]) : scan.Count(formulas[i], "t.\"id\" % 2 = 0"));
  query.sql = scan.Sql();
  return query;
}

std::vector<Answers> AskBatch(stores::Store& store, const std::vector<std::string>& statements) {
  std::vector<Answers> all;
  for (const std::string& sql : statements) {
    const stores::Rows rows = Must(store.Query(sql));
    all.resize(rows.rows.size());
    for (std::size_t i = 0; i < rows.rows.size(); ++i)
      for (const expr::Value& value : rows.rows[i])
        all[i] += value == expr::Value(true) || value == expr::Value(std::int64_t{1}) ? '1' : '0';
  }
  return all;
}

std::vector<std::int64_t> AskSet(stores::Store& store, const SetQuery& query) {
  std::vector<std::int64_t> counts;
  const stores::Rows rows = Must(store.Query(query.sql));
  for (std::size_t column : query.columns) counts.push_back(std::get<std::int64_t>(rows.rows.at(0).at(column)));
  return counts;
}

std::vector<std::int64_t> CountsOf(const std::vector<Answers>& rows) {
  std::vector<std::int64_t> counts(rows.empty() ? 0 : rows[0].size());
  for (std::size_t id = 1; id <= rows.size(); ++id)
    for (std::size_t i = 0; i < counts.size(); ++i)
      if (rows[id - 1][i] == '1' && (i % 2 == 0 || id % 2 == 0)) ++counts[i];
  return counts;
}

// Bench ---------------------------------------------------------------------------------------------------------------------------------

// Where the database is, and its end.
struct Place : World {
  using World::World;
};

namespace {
const std::vector<std::string> kTables = {"people", "parents", "notes", "things", "subject_state"};
}

Bench::Bench(stores::Dialect dialect) : dialect_(dialect), place_(std::make_unique<Place>(dialect)) {
  place_->Schema(SchemaSql(dialect));
  site_.store = place_->Connect();
  site_.catalogue = std::make_unique<stores::Catalogue>(Must(site_.store->ReadCatalogue()));
  Must(site_.store->PrepareSchema(dialect == stores::Dialect::kPostgres ? "bigint" : "INTEGER"));
  if (dialect == stores::Dialect::kPostgres) Must(site_.store->ExecuteScript("SET jit = off"));
  const std::filesystem::path file = place_->folder() / "sealing.key";
  Must(seal::Key::Create(file));
  key_ = std::make_unique<seal::Key>(Must(seal::Key::Read(file)));
  site_.key = key_.get();
  site_.seals = true;
}

Bench::~Bench() {
  open_.reset();
  site_.store.reset();
}

expr::TableName Bench::Spelled(const std::string& table) const {
  if (table == "subject_state" && dialect_ == stores::Dialect::kSqlite) return {"main", "", "lofte_subject_state"};
  return NameOfTable(table);
}

Stored Bench::Load(const Stored& rows) {
  open_.reset();
  open_ = Must(site_.store->Begin());
  if (dialect_ == stores::Dialect::kPostgres)
    Must(site_.store->ExecuteScript("TRUNCATE people, parents, notes, things, lofte.subject_state"));
  Stored stored;
  for (const std::string& table : kTables) {
    const std::vector<std::string>& columns = ColumnsOf(table);
    std::vector<std::vector<expr::Value>> values;
    for (const Cells& cells : rows.find(table)->second) {
      values.emplace_back();
      for (const std::string& column : columns) values.back().push_back(cells.find(column)->second);
    }
    Must(site_.store->Insert(Spelled(table), columns, values));
    std::string list;
    for (const std::string& column : columns) list += (list.empty() ? "" : ", ") + sql::Identifier(column);
    const stores::Rows read =
        Must(site_.store->Query("SELECT " + list + " FROM " + sql::TableRef(Spelled(table), dialect_) + " ORDER BY 1"));
    std::vector<Cells>& into = stored[table];
    for (const auto& row : read.rows) {
      Cells& cells = into.emplace_back();
      for (std::size_t i = 0; i < columns.size(); ++i) cells[columns[i]] = row[i];
    }
  }
  return stored;
}

}  // namespace lofte::tests::agreement
