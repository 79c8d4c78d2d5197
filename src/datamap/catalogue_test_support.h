// For the tests of this module: a small catalogue without a fault, maps of it, and what is said about them.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "datamap/check.h"
#include "datamap/reader.h"

namespace lofte::datamap {
namespace catalogue_support {

using expr::Type;
using Lines = std::vector<std::string>;

inline stores::Column ColumnOf(const std::string& name, Type type, const std::string& declared, bool nullable = true) {
  stores::Column column;
  column.name = name;
  column.type = type;
  column.declared = declared;
  column.nullable = nullable;
  return column;
}

// accounts(id, email), consents(account_id, purpose: unique together), chats(id, account_id, prompt, sent_at).
struct CatalogueMaker {
  stores::Catalogue catalogue;

  CatalogueMaker() {
    stores::Table& accounts = Add("accounts");
    accounts.columns.push_back(ColumnOf("email", Type::kText, "text", false));
    accounts.uniques.push_back({"accounts_email_key", {"email"}, false, false});
    stores::Table& consents = Add("consents");
    consents.columns.push_back(ColumnOf("account_id", Type::kInt, "bigint"));
    consents.columns.push_back(ColumnOf("purpose", Type::kText, "text"));
    consents.uniques.push_back({"consents_key", {"account_id", "purpose"}, false, false});
    stores::Table& chats = Add("chats");
    chats.columns.push_back(ColumnOf("account_id", Type::kInt, "bigint"));
    chats.columns.push_back(ColumnOf("prompt", Type::kText, "text"));
    chats.columns.push_back(ColumnOf("sent_at", Type::kInstant, "timestamp with time zone"));
  }

  stores::Table& Add(const std::string& name) {
    stores::Table table;
    table.name = {"main", "", name};
    table.columns.push_back(ColumnOf("id", Type::kInt, "bigint", false));
    table.uniques.push_back({name + "_pkey", {"id"}, true, false});
    catalogue.tables.push_back(table);
    return catalogue.tables.back();
  }
  stores::Table& Table(const std::string& name) {
    for (stores::Table& table : catalogue.tables) {
      if (table.name.table == name) return table;
    }
    Panic("no table `" + name + "`");
  }
  stores::Column& Column(const std::string& table, const std::string& name) {
    for (stores::Column& column : Table(table).columns) {
      if (column.name == name) return column;
    }
    Panic("no column `" + name + "`");
  }
};

inline constexpr char kAccounts[] =
    "  main.accounts: { persons: { user: id }, fields: { id: technical, email: { category: account.email, blank: key } } }\n";
inline constexpr char kConsents[] = "  main.consents: { fields: { id: technical, account_id: technical, purpose: technical } }\n";
inline constexpr char kChats[] =
    "  main.chats: { persons: { user: account_id }, fields: { id: technical, account_id: link, prompt: chat.prompt, sent_at: technical } "
    "}\n";

inline DataMap MapOf(const std::string& tables, const std::string& rest = "") {
  const std::string source = "lofte: 1\npeople: { main.accounts: id }\ntables:\n" + tables + rest;
  Issues issues;
  auto map = ReadDataMap("datamap.yaml", source, issues);
  for (const Issue& issue : issues) ADD_FAILURE() << Render(issue, source, false);
  return map ? *map : DataMap{};
}

inline Lines Said(const CatalogueMaker& maker, const DataMap& map) {
  Issues issues;
  CheckAgainstCatalogue(map, maker.catalogue, issues);
  Lines said;
  for (const Issue& issue : issues) said.push_back(std::string(NameOf(issue.severity)) + " " + issue.code + ": " + issue.message);
  return said;
}

// With the other two tables mapped without fault.
inline Lines SaidOfChats(const CatalogueMaker& maker, const std::string& chats) {
  return Said(maker, MapOf(std::string(kAccounts) + kConsents + chats));
}
// What is said of a field `prompt` with this `blank`.
inline Lines SaidOfBlank(const CatalogueMaker& maker, const std::string& blank) {
  return SaidOfChats(maker,
                     "  main.chats: { persons: { user: { key: account_id, null: absent } }, fields: { id: technical, account_id: "
                     "technical, sent_at: technical, "
                     "prompt: { category: chat.prompt, blank: " +
                         blank + " } } }\n");
}
// What is said of an event on column `sent_at`.
inline Lines SaidOfEvent(const CatalogueMaker& maker, const std::string& event) {
  return SaidOfChats(maker,
                     "  main.chats:\n    persons: { user: { key: account_id, null: absent } }\n    fields: { id: technical, account_id: "
                     "technical, prompt: chat.prompt, sent_at: "
                     "technical }\n    events: { chat.sent: { column: sent_at, " +
                         event + " } }\n");
}

}  // namespace catalogue_support

}  // namespace lofte::datamap
