#include "datamap/reader.h"

#include <algorithm>

#include "base/sha256.h"
#include "datamap/reader_internal.h"

namespace lofte::datamap {
namespace {

using reading::Report;
using reading::RequireMap;
using reading::RequireText;

void ReadVersion(const text::Node& root, Issues& issues) {
  const text::Node* version = reading::Require(root, "lofte", "a data map", issues);
  if (version && version->scalar != "1") {
    Report(issues, version->span, "unknown-version", "this version of Løfte reads data maps with `lofte: 1`", "write `lofte: 1`");
  }
}

void ReadRegistry(const text::Node::Entry& entry, DataMap& map, Issues& issues) {
  auto table = reading::ReadTableName(entry.key, entry.key_span, issues);
  if (!table || !RequireText(entry.value, "the key of the registry of people", issues)) return;
  if (map.RegistryOf(table->store)) {
    Report(issues, entry.key_span, "second-registry", "store `" + table->store + "` has a registry of people already",
           "facts of a person are read from one table of a store; reach others with links");
    return;
  }
  map.people.push_back({*table, entry.value.scalar, entry.key_span});
}

void ReadWithout(const text::Node& node, DataMap& map, Issues& issues) {
  if (!node.is_sequence()) {
    Report(issues, node.span, "wrong-shape", "`without-personal-data` has to be a list of tables");
    return;
  }
  for (const text::Node& item : node.items) {
    if (!RequireText(item, "a table without personal data", issues)) continue;
    auto table = reading::ReadTableName(item.scalar, item.span, issues);
    if (!table) continue;
    bool twice = std::find(map.without_personal_data.begin(), map.without_personal_data.end(), *table) != map.without_personal_data.end();
    if (twice || map.Find(*table)) {
      Report(issues, item.span, "table-twice", "table `" + item.scalar + "` is in this map already",
             "name it once, with or without personal data");
      continue;
    }
    map.without_personal_data.push_back(*table);
    map.without_spans.push_back(item.span);
  }
}

// Facts of a person are read from the registry's map, so it has to be there.
void CheckRegistries(const DataMap& map, Issues& issues) {
  for (const DataMap::Registry& registry : map.people) {
    if (map.Find(registry.table)) continue;
    std::vector<std::string> names;
    for (const TableMap& table : map.tables) names.push_back(expr::Format(table.name));
    std::string name = expr::Format(registry.table);
    std::string near = Nearest(name, names);
    Report(issues, registry.span, "unknown-table", "the registry of people `" + name + "` is not among `tables`",
           near.empty() ? "map it under `tables:`" : "did you mean `" + near + "`?");
  }
}

}  // namespace

std::optional<DataMap> ReadDataMap(std::string_view file, std::string_view source, Issues& issues) {
  std::optional<text::Node> root = text::ReadYaml(file, source, issues);
  if (!root || !RequireMap(*root, "a data map", issues)) return std::nullopt;
  DataMap map;
  map.file = file;
  map.sha256 = Sha256Hex(source);
  text::RefuseUnknownKeys(*root, reading::kTopKeys, issues);
  ReadVersion(*root, issues);
  if (const text::Node* people = root->Find("people"); people && RequireMap(*people, "`people`", issues)) {
    for (const text::Node::Entry& entry : people->entries) ReadRegistry(entry, map, issues);
  }
  if (const text::Node* tables = reading::Require(*root, "tables", "a data map", issues);
      tables && RequireMap(*tables, "`tables`", issues)) {
    for (const text::Node::Entry& entry : tables->entries) reading::ReadTable(entry, map, issues);
  }
  if (const text::Node* without = root->Find("without-personal-data")) ReadWithout(*without, map, issues);
  CheckRegistries(map, issues);
  return map;
}

}  // namespace lofte::datamap
