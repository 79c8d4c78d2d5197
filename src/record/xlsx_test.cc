#include "record/xlsx.h"

#include <cstdlib>

#include "record/record_test_support.h"

namespace lofte::record {
namespace xlsx_test {

using policy::Role;

class XlsxTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "lofte-record-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  Book ShopBook() const { return BookOf(support::RecordOf(support::kShop), "gdpr", support::In("en")); }

  std::filesystem::path folder_;
};

TEST_F(XlsxTest, SameBookMakesTheSameBytesAndLeavesNothingBehind) {
  const std::string first = Xlsx(ShopBook(), folder_).value();
  EXPECT_EQ(first.substr(0, 2), "PK");
  EXPECT_EQ(Xlsx(ShopBook(), folder_).value(), first);
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

TEST_F(XlsxTest, CellHoldsWhatAWorkbookAllowsAndNoMore) {
  Book book = ShopBook();
  book.sheets[0].rows[0][5] = std::string(kCellCharacters, 'x');
  EXPECT_TRUE(Xlsx(book, folder_));
  book.sheets[0].rows[0][5] += 'x';
  const Result<std::string> refused = Xlsx(book, folder_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kLimit);
  EXPECT_EQ(refused.error().message.rfind("`purpose` of the activity `sales` is longer than", 0), 0u) << refused.error().message;
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

TEST_F(XlsxTest, CharactersThatXmlHasNoneOfAreBlanks) {
  const auto book = [&](const std::string& sign) {
    Book made = ShopBook();
    made.company = "Shop" + sign + "AS";
    made.front.title = "Record" + sign;
    made.sheets.front().rows.front().front() = "Orders" + sign;
    return Xlsx(made, folder_).value();
  };
  const std::string blank = book(" ");
  for (const char* sign : {"\x1b", "\x07", "\x7f", "\xef\xbf\xbe", "\xef\xbf\xbf", "\xff"}) EXPECT_EQ(book(sign), blank);
  EXPECT_NE(book("x"), blank);
}

TEST_F(XlsxTest, FolderThatIsNotThereIsUnavailable) {
  const Result<std::string> refused = Xlsx(ShopBook(), folder_ / "gone");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kUnavailable);
}

TEST_F(XlsxTest, CompanyWithAVeryLongNameHasABook) {
  Book book = ShopBook();
  book.company.clear();
  for (int i = 0; i < 200; ++i) book.company += "Ærø & Søn ";
  EXPECT_TRUE(Xlsx(book, folder_));
}

}  // namespace xlsx_test
}  // namespace lofte::record
