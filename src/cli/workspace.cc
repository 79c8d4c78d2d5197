#include "cli/workspace.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <map>

#include "base/file.h"
#include "base/limits.h"
#include "datamap/check.h"
#include "datamap/reader.h"
#include "policy/checker.h"
#include "policy/reader.h"
#include "stores_postgres/postgres_store.h"
#include "stores_sqlite/sqlite_store.h"
#include "text/document.h"

namespace lofte::cli {

namespace {

using Sources = std::vector<std::pair<std::string, std::string>>;

void AddIssue(Issues& issues, const Span& span, std::string code, std::string message, std::string help) {
  issues.push_back({Severity::kError, std::move(code), std::move(message), span, std::move(help)});
}

std::string TextOf(const text::Node& map, std::string_view key, const std::string& fallback) {
  const text::Node* node = map.Find(key);
  return node != nullptr && node->is_scalar() ? node->scalar : fallback;
}

// Text that is there and is none, or says nothing, would be read as what stands in its place.
void RefuseOtherThanText(const text::Node& map, const std::vector<std::string>& keys, Issues& issues) {
  for (const std::string& key : keys)
    if (const text::Node* node = map.Find(key); node != nullptr && (!node->is_scalar() || node->scalar.empty()))
      AddIssue(issues, node->span, "wrong-type", "`" + key + "` is no text", "write one value, or leave the key out");
}

void ReadStore(const std::string& name, const text::Node& node, const std::filesystem::path& folder, Workspace& workspace, Issues& issues) {
  text::RefuseUnknownKeys(node, {"kind", "path", "connection", "vacuum"}, issues);
  RefuseOtherThanText(node, {"kind", "path", "vacuum"}, issues);
  StoreConfig& config = workspace.stores.emplace_back();
  config.name = name;
  config.span = node.span;
  const std::string vacuum = TextOf(node, "vacuum", "false");
  if (vacuum != "true" && vacuum != "false")
    AddIssue(issues, node.span, "wrong-type", "`vacuum` of store `" + name + "` is neither `true` nor `false`", "write `vacuum: true`");
  const std::string kind = TextOf(node, "kind", "");
  if (kind == "sqlite") {
    const std::string path = TextOf(node, "path", "");
    if (path.empty())
      AddIssue(issues, node.span, "missing-key", "store `" + name + "` has no `path`", "say where the database file is, from this folder");
    config.path = folder / path;
    config.vacuum = vacuum == "true";
  } else if (kind == "postgres") {
    config.kind = stores::Dialect::kPostgres;
    config.connection = TextOf(node, "connection", "");
    if (node.Find("vacuum") != nullptr)
      AddIssue(issues, node.span, "unknown-key", "store `" + name + "` is no SQLite file, and `vacuum` is only for those", "take it out");
  } else {
    AddIssue(issues, node.span, "unknown-kind", "store `" + name + "` has kind `" + kind + "`", "kinds are `sqlite` and `postgres`");
  }
}

bool SameFile(const std::filesystem::path& a, const std::filesystem::path& b) {
  std::error_code missing;
  return a.lexically_normal() == b.lexically_normal() || std::filesystem::equivalent(a, b, missing);
}

// The ledger tells on the stores; it cannot be one of them, nor a file that SQLite or a sweep keeps beside one, nor another of the
// workspace.
void CheckLedger(const text::Node& root, const Workspace& workspace, Issues& issues) {
  const text::Node* node = root.Find("ledger");
  const auto refuse = [&](const char* code, const std::string& what) {
    AddIssue(issues, node == nullptr ? root.span : node->span, code, "the ledger is " + what,
             "give it a file of its own, such as `ledger: ledger.db`");
  };
  for (const StoreConfig& store : workspace.stores)
    for (const char* beside : {"", "-wal", "-shm", "-journal", "-lofte.lock"})
      if (store.kind == stores::Dialect::kSqlite && SameFile(store.path.string() + beside, workspace.ledger))
        refuse("ledger-is-store", (*beside == '\0' ? "the database of store `" : "a file of the database of store `") + store.name + "`");
  for (const auto& [key, fallback] : {std::pair("policy", "policy.yaml"), std::pair("datamap", "datamap.yaml")})
    if (const std::string name = TextOf(root, key, fallback); SameFile(workspace.folder / name, workspace.ledger))
      refuse("ledger-is-source", "`" + name + "`, which `" + key + "` names");
  if (SameFile(workspace.folder / "lofte.yaml", workspace.ledger)) refuse("ledger-is-source", "this file");
  if (!workspace.sealing_key.empty() && SameFile(workspace.sealing_key, workspace.ledger)) refuse("ledger-is-source", "the sealing key");
}

void CheckStoresDiffer(const text::Node& node, const Workspace& workspace, Issues& issues) {
  for (std::size_t i = 0; i < workspace.stores.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (const StoreConfig& one = workspace.stores[j], &other = workspace.stores[i];
          one.kind == stores::Dialect::kSqlite && other.kind == one.kind && SameFile(one.path, other.path))
        AddIssue(issues, node.span, "store-twice", "stores `" + one.name + "` and `" + other.name + "` are the same file", "name it once");
}

// 0, and an issue, where it is no such period.
int UndoDays(const text::Node& node, Issues& issues) {
  const std::string help = "write whole days, such as `undo: P7D`, or leave it out";
  const Result<time::Period> period = time::ParsePeriod(node.is_scalar() ? node.scalar : "");
  if (!period) {
    AddIssue(issues, node.span, "bad-period", period.error().message, help);
  } else if (period->months != 0 || period->is_clock() || period->is_zero()) {
    AddIssue(issues, node.span, "bad-period", "`undo` is a period of whole days, one at least", help);
  } else if (period->days > limits::kUndoDays) {
    AddIssue(issues, node.span, "bad-period",
             "`undo` is longer than " + std::to_string(limits::kUndoDays) + " days: what has ended is no archive", help);
  } else {
    return period->days;
  }
  return 0;
}

void ReadSealing(const text::Node& node, Workspace& workspace, Issues& issues) {
  if (node.is_map()) text::RefuseUnknownKeys(node, {"key", "undo"}, issues);
  const std::string key = node.is_map() ? TextOf(node, "key", "") : "";
  if (key.empty())
    AddIssue(issues, node.span, "missing-key", "`sealing` names no key",
             "write `sealing: { key: FILE }`, a file that `lofte key new` makes");
  workspace.sealing_key = key.empty() ? std::filesystem::path() : workspace.folder / key;
  const text::Node* named = node.Find("key");
  workspace.sealing_span = named == nullptr ? node.span : named->span;
  if (const text::Node* undo = node.Find("undo")) workspace.undo_days = UndoDays(*undo, issues);
}

// What the policy blocks and the workspace does not seal is left alone.
void WarnOfUnsealed(const Workspace& workspace, Issues& issues) {
  if (!workspace.sealing_key.empty()) return;
  for (const policy::Rule& rule : workspace.policy.rules)
    if (grounds::BlocksForAPeriod(rule))
      Add(issues,
          {Severity::kWarning, "no-sealing-key", "this rule blocks, and lofte.yaml names no key to seal by: what ends by it is left alone",
           rule.span, "`lofte key new FILE`, then `sealing: { key: FILE }` in lofte.yaml"});
}

void ReadConfig(const text::Node& root, Workspace& workspace, Issues& issues) {
  text::RefuseUnknownKeys(root, {"lofte", "policy", "datamap", "stores", "ledger", "sealing", "demo"}, issues);
  const text::Node* version = root.Find("lofte");
  if (version == nullptr || version->scalar != "1")
    AddIssue(issues, root.span, "unknown-version", "this file does not say `lofte: 1`", "write `lofte: 1` in its first line");
  RefuseOtherThanText(root, {"policy", "datamap", "ledger", "demo"}, issues);
  workspace.ledger = workspace.folder / TextOf(root, "ledger", "ledger.db");
  const text::Node* demo = root.Find("demo");
  workspace.demo = demo != nullptr && demo->scalar == "true";
  if (demo != nullptr && demo->is_scalar() && demo->scalar != "true" && demo->scalar != "false" && !demo->scalar.empty())
    AddIssue(issues, demo->span, "wrong-type", "`demo` is neither `true` nor `false`", "write `demo: true`, or leave it out");
  if (const text::Node* sealing = root.Find("sealing")) ReadSealing(*sealing, workspace, issues);
  const text::Node* stores = root.Find("stores");
  if (stores == nullptr || !stores->is_map() || stores->entries.empty()) {
    AddIssue(issues, root.span, "missing-key", "no `stores` are named", "write `stores: { main: { kind: sqlite, path: company.db } }`");
    return;
  }
  for (const text::Node::Entry& entry : stores->entries) {
    if (entry.value.is_map()) {
      ReadStore(entry.key, entry.value, workspace.folder, workspace, issues);
    } else {
      AddIssue(issues, entry.value.span, "wrong-kind", "store `" + entry.key + "` is not a map",
               "write `{ kind: sqlite, path: company.db }`");
    }
  }
  CheckStoresDiffer(*stores, workspace, issues);
  CheckLedger(root, workspace, issues);
}

Result<std::string> ReadSource(const std::filesystem::path& folder, const std::string& name, Sources& sources) {
  LOFTE_ASSIGN(std::string source, ReadFile(folder / name));
  sources.emplace_back(name, source);
  return source;
}

void CheckStoresOfMap(const Workspace& workspace, Issues& issues) {
  std::vector<std::string> names;
  for (const StoreConfig& store : workspace.stores) names.push_back(store.name);
  for (const datamap::TableMap& table : workspace.map.tables) {
    if (std::find(names.begin(), names.end(), table.name.store) != names.end()) continue;
    const std::string near = Nearest(table.name.store, names);
    AddIssue(issues, table.span, "unknown-store", "lofte.yaml has no store `" + table.name.store + "`",
             near.empty() ? "name it under `stores`" : "did you mean `" + near + "`?");
  }
}

Error Unreadable(const Issues& issues) {
  std::size_t errors = 0;
  for (const Issue& issue : issues) errors += issue.severity == Severity::kError;
  return {ErrorCode::kInvalid, std::to_string(errors) + (errors == 1 ? " error" : " errors") + " in the files of the workspace"};
}

}  // namespace

Result<Workspace> LoadWorkspace(const std::filesystem::path& folder, Issues& issues, Sources& sources) {
  Workspace workspace;
  workspace.folder = folder;
  if (std::filesystem::is_regular_file(folder))
    return Fail(ErrorCode::kInvalid, "`" + folder.string() + "` is a file: name the folder that has `lofte.yaml` in it");
  Result<std::string> config = ReadSource(folder, "lofte.yaml", sources);
  if (!config) {
    if (config.error().code != ErrorCode::kNotFound) return Fail(config.error());
    if (!std::filesystem::exists(folder))
      return Fail(ErrorCode::kNotFound, "there is no file or folder `" + folder.string() +
                                            "`: name a folder with `lofte.yaml` in it, or make one with `lofte demo gigcoms --dir DIR`");
    const bool has_policy = std::filesystem::exists(folder / "policy.yaml");
    return Fail(ErrorCode::kNotFound,
                "there is no `lofte.yaml` in `" + folder.string() + "`: name a workspace, or make one with `lofte demo gigcoms --dir DIR`" +
                    (has_policy ? "; `policy.yaml` by itself is read by `check`, `record`, `notice` and `diff` when it is named" : ""));
  }
  const std::optional<text::Node> root = text::ReadYaml("lofte.yaml", *config, issues);
  if (!root || !root->is_map()) return Fail(ErrorCode::kInvalid, "`lofte.yaml` is not a map of keys");
  ReadConfig(*root, workspace, issues);
  const std::string policy_name = TextOf(*root, "policy", "policy.yaml"), map_name = TextOf(*root, "datamap", "datamap.yaml");
  LOFTE_ASSIGN(const std::string policy_source, ReadSource(folder, policy_name, sources));
  LOFTE_ASSIGN(const std::string map_source, ReadSource(folder, map_name, sources));
  std::optional<policy::Policy> policy = policy::ReadPolicy(policy_name, policy_source, issues);
  std::optional<datamap::DataMap> map = datamap::ReadDataMap(map_name, map_source, issues);
  if (policy) {
    policy::Check(*policy, issues);
    workspace.policy = std::move(*policy);
  }
  if (map) {
    workspace.map = std::move(*map);
    if (policy) datamap::CheckAgainstPolicy(workspace.policy, workspace.map, issues);
    CheckStoresOfMap(workspace, issues);
  }
  if (HasErrors(issues)) return Fail(Unreadable(issues));
  WarnOfUnsealed(workspace, issues);
  LOFTE_ASSIGN(workspace.zone, time::Zone::Named(workspace.policy.controller.zone));
  return workspace;
}

Result<std::optional<policy::Policy>> LoadPolicy(const std::filesystem::path& file, Issues& issues, Sources& sources) {
  LOFTE_ASSIGN(const std::string source, ReadSource("", file.string(), sources));
  std::optional<policy::Policy> policy = policy::ReadPolicy(file.string(), source, issues);
  if (policy) policy::Check(*policy, issues);
  return policy;
}

Result<std::unique_ptr<stores::Store>> OpenStore(const StoreConfig& config, bool read_only, int patience_ms) {
  if (config.kind == stores::Dialect::kSqlite) {
    stores_sqlite::SqliteOptions options;
    options.read_only = read_only;
    options.vacuum = config.vacuum;
    if (patience_ms > 0) options.busy_timeout_ms = patience_ms;
    return stores_sqlite::OpenSqlite(config.name, config.path.string(), options);
  }
  stores_postgres::PostgresOptions options;
  options.read_only = read_only;
  if (patience_ms > 0) options.lock_timeout_ms = patience_ms;
  return stores_postgres::OpenPostgres(config.name, config.connection, options);
}

Result<std::vector<engine::Site>> OpenSites(const Workspace& workspace, engine::Access access, int patience_ms, Issues& issues) {
  std::vector<engine::Site> sites;
  for (const StoreConfig& config : workspace.stores) {
    LOFTE_ASSIGN(auto store, OpenStore(config, access == engine::Access::kRead, patience_ms));
    LOFTE_ASSIGN(auto site, engine::OpenSite(std::move(store), workspace.policy, workspace.map, workspace.zone, access, issues));
    site.seals = !workspace.sealing_key.empty();
    site.undo_days = site.seals ? workspace.undo_days : 0;
    sites.push_back(std::move(site));
  }
  LOFTE_TRY(CheckDatabasesDiffer(workspace, sites, issues));
  return sites;
}

Status CheckDatabasesDiffer(const Workspace& workspace, std::vector<engine::Site>& sites, Issues& issues) {
  std::map<std::string, std::string> names;  // by identity
  for (engine::Site& site : sites) {
    LOFTE_ASSIGN(const std::string identity, site.store->Identity());
    if (identity.empty()) continue;
    const auto [first, is_new] = names.emplace(identity, site.store->name());
    if (is_new) continue;
    const std::string message = "stores `" + first->second + "` and `" + site.store->name() + "` are the same database";
    for (const StoreConfig& config : workspace.stores)
      if (config.name == site.store->name()) AddIssue(issues, config.span, "store-twice", message, "name it once");
    return Fail(ErrorCode::kInvalid, message + ": name it once in `lofte.yaml`");
  }
  return {};
}

namespace {

Status RefuseFolder(const std::filesystem::path& ledger) {
  std::error_code error;
  if (!std::filesystem::is_directory(ledger, error)) return {};
  return Fail(ErrorCode::kInvalid, "the ledger `" + ledger.string() + "` is a folder: name a file under `ledger:` in `lofte.yaml`");
}

using OpenAs = Result<std::unique_ptr<ledger::Ledger>> (*)(std::unique_ptr<stores::Store>);

// Which file it is, and what to do, where it cannot be used.
Result<std::unique_ptr<ledger::Ledger>> OpenFile(const std::filesystem::path& file, const stores_sqlite::SqliteOptions& options,
                                                 OpenAs open) {
  Result<std::unique_ptr<stores::Store>> store = stores_sqlite::OpenSqlite("ledger", file.string(), options);
  if (!store)
    return Fail(store.error().code,
                fmt::format("the ledger `{}` cannot be used: {}. Name the right file under `ledger:` in `lofte.yaml`, or put "
                            "this one back as it was last backed up",
                            file.string(), store.error().message));
  Result<std::unique_ptr<ledger::Ledger>> ledger = open(std::move(*store));
  if (!ledger) return Fail(ledger.error().code, fmt::format("the ledger `{}` cannot be used: {}", file.string(), ledger.error().message));
  return ledger;
}

}  // namespace

Result<std::unique_ptr<ledger::Ledger>> OpenLedgerToRead(const Workspace& workspace) {
  LOFTE_TRY(RefuseFolder(workspace.ledger));
  if (!std::filesystem::exists(workspace.ledger)) return std::unique_ptr<ledger::Ledger>();
  stores_sqlite::SqliteOptions options;
  options.read_only = true;
  return OpenFile(workspace.ledger, options, &ledger::Ledger::OpenToRead);
}

Result<std::unique_ptr<ledger::Ledger>> OpenLedger(const Workspace& workspace) {
  LOFTE_TRY(RefuseFolder(workspace.ledger));
  const std::filesystem::path folder = workspace.ledger.has_parent_path() ? workspace.ledger.parent_path() : ".";
  std::error_code ignored;  // a folder that may not be looked at is one that cannot be written
  const std::filesystem::file_type type = std::filesystem::status(folder, ignored).type();
  if (type == std::filesystem::file_type::not_found || type == std::filesystem::file_type::regular)
    return Fail(ErrorCode::kNotFound, "the ledger's folder `" + folder.string() +
                                          "` does not exist: make it, or name another file under `ledger:` in `lofte.yaml`");
  const bool is_there = access(workspace.ledger.c_str(), F_OK) == 0;
  if ((is_there && access(workspace.ledger.c_str(), W_OK) != 0) || access(folder.c_str(), W_OK) != 0)
    return Fail(ErrorCode::kUnavailable,
                fmt::format("the ledger `{}` or its folder cannot be written, and nothing is done that it does not record: "
                            "run lofte as whoever may, or mend their rights",
                            workspace.ledger.string()));
  stores_sqlite::SqliteOptions options;
  options.create = true;
  return OpenFile(workspace.ledger, options, &ledger::Ledger::Open);
}

}  // namespace lofte::cli
