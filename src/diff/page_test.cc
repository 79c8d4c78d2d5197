// docs/diff.md has the same table as the program.
#include <gtest/gtest.h>

#include <regex>

#include "base/file.h"
#include "diff/change.h"

namespace lofte::diff {
namespace page_test {

TEST(DiffPageTest, ItsTableIsThatOfTheKinds) {
  const std::string page = ReadFile(LOFTE_SOURCE_DIR "/docs/diff.md").value();
  std::string expected;
  for (const Kind& kind : Kinds()) {
    expected += "| `" + std::string(kind.id) + "` | " + std::string(NameOf(kind.rank)) + " | ";
    expected += kind.id == kind.opposite ? "itself" : "`" + std::string(kind.opposite) + "`";
    expected += " | " + std::string(kind.means) + " |\n";
  }
  EXPECT_NE(page.find("| --- | --- | --- | --- |\n" + expected + "\n"), std::string::npos) << "the table should be\n" << expected;
}

}  // namespace page_test
}  // namespace lofte::diff
