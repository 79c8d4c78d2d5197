// The rules against the project as it stands.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "source_tree.h"

namespace lofte::architecture::tree_test {

class SourceTreeTest : public testing::Test {
 protected:
  static const SourceTree& Tree() {
    static const SourceTree tree = ReadSourceTree(LOFTE_SOURCE_DIR).value();
    return tree;
  }
  static std::string Joined(const Violations& violations) {
    std::string text;
    for (const std::string& violation : violations) text += violation + "\n";
    return text;
  }
};

TEST_F(SourceTreeTest, EachFolderIsOneModuleOfItsName) {
  std::vector<std::string> names;
  for (const Module& module : Tree().modules) names.push_back(module.name);
  EXPECT_EQ(names, Tree().folders);
  EXPECT_GE(Tree().files.size(), names.size()) << "the files were found";
}

TEST_F(SourceTreeTest, DeclarationsHaveNoCycle) { EXPECT_EQ(Joined(CheckDeclarations(Tree().modules)), ""); }

TEST_F(SourceTreeTest, ModulesAreAddedFromBelowToAbove) { EXPECT_EQ(Joined(CheckOrder(Tree().modules, Tree().order)), ""); }

TEST_F(SourceTreeTest, IncludesFollowTheDeclarations) { EXPECT_EQ(Joined(CheckIncludes(Tree().modules, Tree().files)), ""); }

TEST_F(SourceTreeTest, NamespacesFollowTheFolders) { EXPECT_EQ(Joined(CheckNamespaces(Tree().modules, Tree().files)), ""); }

TEST_F(SourceTreeTest, VendorsStayInTheirModule) { EXPECT_EQ(Joined(CheckVendors(Tree().files)), ""); }

}  // namespace lofte::architecture::tree_test
