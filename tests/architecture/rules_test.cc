// The rules themselves, on planted faults: a checker that never complains checks nothing.
#include "rules.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace lofte::architecture::rules_test {

// base <- time <- policy; base <- stores <- stores_sqlite.
std::vector<Module> Modules() {
  return {{"base", {}, {}},
          {"time", {"base"}, {"stores"}},
          {"policy", {"time"}, {}},
          {"stores", {"base"}, {}},
          {"stores_sqlite", {"stores"}, {}}};
}

std::vector<SourceFile> Files(const SourceFile& planted) {
  return {{"base/result.h", ""},  {"base/inner.h", "// Bits. Private to this module.\n#pragma once\n"},
          {"time/zone.h", ""},    {"policy/policy.h", ""},
          {"stores/store.h", ""}, planted};
}

Violations Includes(std::string path, std::string text) { return CheckIncludes(Modules(), Files({std::move(path), std::move(text)})); }
Violations Namespaces(std::string path, std::string text) { return CheckNamespaces(Modules(), {{std::move(path), std::move(text)}}); }
Violations Vendors(std::string path, std::string text) { return CheckVendors({{std::move(path), std::move(text)}}); }
const Violations kNone;

TEST(ParseModulesTest, NameAndDependsAreReadAndLibrariesAreNot) {
  const auto modules = ParseModules(
      "# lofte_module(no DEPENDS x)\nlofte_module(cli DEPENDS engine  demo # above\n  LIBRARIES CLI11::CLI11)\nlofte_module(base)\n");
  ASSERT_EQ(modules.size(), 2u);
  EXPECT_EQ(modules[0].name, "cli");
  EXPECT_EQ(modules[0].depends, (std::set<std::string>{"demo", "engine"}));
  EXPECT_TRUE(modules[1].depends.empty());
}

TEST(ParseModulesTest, DependsAfterLibrariesAreRead) {
  const auto modules = ParseModules("lofte_module(a LIBRARIES x::x DEPENDS b)");
  ASSERT_EQ(modules.size(), 1u);
  EXPECT_EQ(modules[0].depends, std::set<std::string>{"b"});
}

TEST(ParseModulesTest, WhatOnlyTheTestsLinkIsReadApart) {
  const auto modules = ParseModules(
      "lofte_module(demo DEPENDS base)\nif(TARGET demo_test)\n  target_link_libraries(demo_test PRIVATE lofte_stores_sqlite z)\nendif()\n");
  ASSERT_EQ(modules.size(), 1u);
  EXPECT_EQ(modules[0].depends, std::set<std::string>{"base"});
  EXPECT_EQ(modules[0].test_depends, std::set<std::string>{"stores_sqlite"});
}

TEST(ParseOrderTest, FoldersOfSrcInTheirOrder) {
  EXPECT_EQ(ParseOrder("add_subdirectory(src/base)\n#add_subdirectory(src/old)\nadd_subdirectory(tests)\nadd_subdirectory( src/time )\n"),
            (std::vector<std::string>{"base", "time"}));
}

TEST(CheckDeclarationsTest, AcyclicGraphPasses) { EXPECT_EQ(CheckDeclarations(Modules()), kNone); }

TEST(CheckDeclarationsTest, CycleIsShown) {
  EXPECT_EQ(CheckDeclarations({{"a", {"b"}, {}}, {"b", {"c"}, {}}, {"c", {"a"}, {}}}), Violations{"cycle: a -> b -> c -> a"});
  EXPECT_EQ(CheckDeclarations({{"a", {"a"}, {}}}), Violations{"cycle: a -> a"});
  EXPECT_EQ(CheckDeclarations({{"a", {"b"}, {}}, {"b", {"c"}, {}}, {"c", {"b"}, {}}}), Violations{"cycle: b -> c -> b"});
}

TEST(CheckDeclarationsTest, UnknownAndDoubleModulesAreShown) {
  EXPECT_EQ(CheckDeclarations({{"a", {"z"}, {}}}), Violations{"`a` depends on `z`, which is no module"});
  EXPECT_EQ(CheckDeclarations({{"a", {}, {}}, {"a", {}, {}}}), Violations{"`a` is declared twice"});
}

TEST(CheckOrderTest, ModuleBeforeWhatItStandsOnIsShown) {
  const std::vector<Module> modules{{"base", {}, {}}, {"time", {"base"}, {}}};
  EXPECT_EQ(CheckOrder(modules, {"base", "time"}), kNone);
  EXPECT_EQ(CheckOrder(modules, {"time", "base"}), Violations{"`time` is added before `base`, which it stands on"});
  EXPECT_EQ(CheckOrder(modules, {"base"}), Violations{"`time` is added 0 times"});
}

TEST(CheckIncludesTest, WhatDependsReachesPasses) {
  EXPECT_EQ(
      Includes("policy/a.cc", "#include <vector>\n#include \"policy/policy.h\"\n#include \"time/zone.h\"\n#include \"base/result.h\"\n"),
      kNone);
}

TEST(CheckIncludesTest, UndeclaredIncludeIsShownWithItsPlace) {
  EXPECT_EQ(Includes("policy/a.cc", "\n  #  include \"stores/store.h\"\n"),
            Violations{"policy/a.cc:2: undeclared include of `stores/store.h`: DEPENDS of `policy` does not reach `stores`"});
}

TEST(CheckIncludesTest, UpwardIncludeIsShown) {
  EXPECT_EQ(Includes("base/a.h", "#include \"policy/policy.h\"\n"),
            Violations{"base/a.h:1: upward include of `policy/policy.h`: `policy` stands on `base`"});
}

TEST(CheckIncludesTest, TestsObeyToo) {
  EXPECT_EQ(Includes("base/a_test.cc", "#include \"time/zone.h\"\n").size(), 1u);
  EXPECT_EQ(Includes("policy/a_test.cc", "#include \"stores/store.h\"\n").size(), 1u);
}

TEST(CheckIncludesTest, WhatOnlyTheTestsLinkIsForTests) {
  EXPECT_EQ(Includes("time/a_test.cc", "#include \"stores/store.h\"\n"), kNone);
  EXPECT_EQ(Includes("time/a.cc", "#include \"stores/store.h\"\n").size(), 1u);
}

TEST(CheckIncludesTest, PathThatIsNotFromSrcIsShown) {
  EXPECT_EQ(Includes("time/a.cc", "#include \"zone.h\"\n"),
            Violations{"time/a.cc:1: `zone.h` is not module/file.h: write the path from src/"});
  EXPECT_EQ(Includes("time/a.cc", "#include \"../base/result.h\"\n").size(), 1u);
  EXPECT_EQ(Includes("time/a.cc", "#include \"base/nothing.h\"\n"), Violations{"time/a.cc:1: `base/nothing.h` does not exist"});
}

TEST(CheckIncludesTest, PrivateHeaderIsForItsOwnModule) {
  EXPECT_EQ(Includes("time/a.cc", "#include \"base/inner.h\"\n"), Violations{"time/a.cc:1: `base/inner.h` is private to `base`"});
  EXPECT_EQ(Includes("base/a.cc", "#include \"base/inner.h\"\n"), kNone);
}

TEST(CheckNamespacesTest, NamespaceOfTheFolderPasses) {
  EXPECT_EQ(Namespaces("time/a.h", "namespace lofte::time {\nnamespace inner {\n}  // namespace inner\n}  // namespace lofte::time\n"),
            kNone);
  EXPECT_EQ(Namespaces("time/a_test.cc", "namespace lofte::time::a_test {\n"), kNone);
  EXPECT_EQ(Namespaces("base/a.h", "namespace lofte {\n"), kNone);
  EXPECT_EQ(Namespaces("base/limits.h", "namespace lofte::limits {\n"), kNone);
}

TEST(CheckNamespacesTest, NamespaceOfAnotherModuleIsShown) {
  EXPECT_EQ(Namespaces("time/a.h", "namespace lofte::policy {\n").front(),
            "time/a.h:1: namespace `lofte::policy` in module `time`: use `lofte::time`");
  EXPECT_EQ(Namespaces("time/a.h", "namespace lofte {\n").size(), 2u);
  EXPECT_EQ(Namespaces("base/a.h", "namespace lofte::time {\n").size(), 2u);
  EXPECT_EQ(Namespaces("stores/a.h", "namespace lofte::stores_sqlite {\n").size(), 2u);
}

TEST(CheckNamespacesTest, SecondNamespaceAfterTheFirstIsShown) {
  EXPECT_EQ(Namespaces("time/a.h", "namespace lofte::time {\n}  // namespace lofte::time\nnamespace lofte::policy {\n"),
            Violations{"time/a.h:3: namespace `lofte::policy` in module `time`: use `lofte::time`"});
}

TEST(CheckNamespacesTest, ForeignNamespaceIsForForwardDeclarations) {
  const std::string own = "namespace lofte::time {\n";
  EXPECT_EQ(Namespaces("time/a.h", "namespace date {\nclass time_zone;\n}\n" + own), kNone);
  EXPECT_EQ(Namespaces("time/a.h", "namespace date { class time_zone; }\n" + own), kNone);
  EXPECT_EQ(Namespaces("time/a.h", "namespace date {\nint Sneaky();\n}\n" + own),
            Violations{"time/a.h:1: namespace `date` in module `time`: use `lofte::time`"});
}

TEST(CheckNamespacesTest, SuiteOfAnotherModuleIsInstantiatedInTestsOnly) {
  const std::string text =
      "namespace lofte::stores {\n\nINSTANTIATE_TYPED_TEST_SUITE_P(A, B, c::D);\n\n}  // namespace lofte::stores\nnamespace lofte::time "
      "{\n";
  EXPECT_EQ(Namespaces("time/a_test.cc", text), kNone);
  EXPECT_EQ(Namespaces("time/a.cc", text).size(), 1u);
  EXPECT_EQ(Namespaces("time/a_test.cc", "namespace lofte::stores {\nint sneaky;\n}\nnamespace lofte::time {\n").size(), 1u);
}

TEST(CheckNamespacesTest, FileWithoutANamespaceIsShownUnlessItIsAnEntry) {
  EXPECT_EQ(Namespaces("time/a.cc", "int loose = 0;\n"), Violations{"time/a.cc: nothing in namespace `lofte::time`"});
  EXPECT_EQ(Namespaces("policy/main.cc", "#include <x>\nint main(int, char**) { return 0; }\n"), kNone);
  EXPECT_EQ(Namespaces("policy/a_fuzz.cc", "extern \"C\" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }\n"),
            kNone);
}

TEST(CheckVendorsTest, VendorHeaderOutsideItsModuleIsShown) {
  EXPECT_EQ(Vendors("stores_sqlite/a.cc", "#include <sqlite3.h>\n"), kNone);
  EXPECT_EQ(Vendors("engine/a.cc", "#include <sqlite3.h>\n"),
            Violations{"engine/a.cc:1: `sqlite3.h` is included by `stores_sqlite` only: go through it"});
  EXPECT_EQ(Vendors("ledger/a.cc", "#include \"sqlite3ext.h\"\n").size(), 1u);
  EXPECT_EQ(Vendors("stores/a.h", "#include <libpq-fe.h>\n").size(), 1u);
  EXPECT_EQ(Vendors("stores/a.h", "#include <postgresql/libpq-fe.h>\n").size(), 1u);
  EXPECT_EQ(Vendors("policy/a.cc", "#include <yaml-cpp/yaml.h>\n").size(), 1u);
  EXPECT_EQ(Vendors("expr/a.cc", "#include <date/tz.h>\n").size(), 1u);
}

TEST(CheckVendorsTest, HeavyHeaderInAHeaderIsShown) {
  EXPECT_EQ(Vendors("cli/a.h", "#include <CLI/CLI.hpp>\n"), Violations{"cli/a.h:1: `CLI/CLI.hpp` in a header: include it in the .cc"});
  EXPECT_EQ(Vendors("cli/a.h", "#include <spdlog/spdlog.h>\n").size(), 1u);
  EXPECT_EQ(Vendors("cli/a.h", "#include <nlohmann/json.hpp>\n").size(), 1u);
  EXPECT_EQ(Vendors("cli/a.h", "#include <nlohmann/json_fwd.hpp>\n"), kNone);
  EXPECT_EQ(Vendors("cli/a.cc", "#include <CLI/CLI.hpp>\n#include <nlohmann/json.hpp>\n"), kNone);
}

}  // namespace lofte::architecture::rules_test
