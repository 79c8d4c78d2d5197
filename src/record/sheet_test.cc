#include "record/sheet.h"

#include <set>

#include "record/record_test_support.h"

namespace lofte::record {
namespace sheet_test {

using policy::Role;

// The cell of the column in the row of the activity, of a sheet in English.
std::string Cell(const std::string& text, const std::string& activity, const std::string& column, Role role = Role::kController) {
  const Sheet sheet = LayOut(support::RecordOf(text), role, "gdpr", support::In("en"), true);
  for (std::size_t row = 0; row < sheet.rows.size(); ++row)
    for (std::size_t i = 0; i < sheet.columns.size(); ++i)
      if (sheet.ids[row] == activity && sheet.columns[i].id == column) return sheet.rows[row][i];
  return "no such cell";
}

std::vector<std::string> ColumnsOf(const std::string& layout, Role role) {
  std::vector<std::string> ids;
  for (const Column& column : LayOut(support::RecordOf(support::kShop), role, layout, support::In("en"), true).columns)
    ids.push_back(column.id);
  return ids;
}

TEST(LayoutTest, LayoutIsThatOfTheCountryOfTheController) {
  EXPECT_EQ(TemplateOf("DK"), "dk");
  EXPECT_EQ(TemplateOf("NO"), "no");
  EXPECT_EQ(TemplateOf("SE"), "gdpr");
  EXPECT_EQ(TemplateOf(""), "gdpr");
}

TEST(LayoutTest, LayoutHasTheLanguagesOfItsCountry) {
  EXPECT_EQ(LanguagesOf("no"), (std::vector<std::string>{"nb", "nn"}));
  EXPECT_EQ(LanguagesOf("gdpr"), std::vector<std::string>{});
}

TEST(LayoutTest, EveryLayoutHasTheSameColumns) {
  for (const Role role : {Role::kController, Role::kProcessor}) {
    const std::vector<std::string> plain = ColumnsOf("gdpr", role);
    std::set<std::string> wanted(plain.begin(), plain.end());
    if (role == Role::kProcessor) wanted.insert("controller");
    for (const std::string& layout : Templates()) {
      const std::vector<std::string> ids = ColumnsOf(layout, role);
      EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()), wanted) << layout;
      EXPECT_EQ(ids.size(), wanted.size()) << layout;
      EXPECT_EQ(ids.front(), "activity") << layout;
    }
  }
}

TEST(LayoutTest, EveryLetterOfArticle30HasAColumn) {
  const Record record = support::RecordOf(support::kShop);
  for (const std::string& layout : Templates()) {
    for (const Role role : {Role::kController, Role::kProcessor}) {
      std::set<std::string> articles;
      for (const Column& column : LayOut(record, role, layout, support::In("en"), true).columns) articles.insert(column.article);
      const std::string letters = role == Role::kController ? "abcdefg" : "abcd";
      EXPECT_EQ(articles.size(), letters.size() + 1) << layout;  // and those that it does not ask for
      for (const char letter : letters)
        EXPECT_EQ(articles.count(std::string("Art. 30(") + (role == Role::kController ? "1" : "2") + ")(" + letter + ")"), 1u)
            << layout << letter;
    }
  }
}

TEST(LayoutTest, ArticlesAreNamedAsTheLanguageDoes) {
  const Sheet sheet = LayOut(support::RecordOf(support::kShop), Role::kController, "dk", support::In("da"), true);
  EXPECT_EQ(sheet.columns.at(1).article, "art. 30, stk. 1, litra a");
  EXPECT_EQ(sheet.columns.back().article, "");
}

TEST(LayoutTest, NorwegianLayoutBeginsWithThePurpose) { EXPECT_EQ(ColumnsOf("no", Role::kController).at(1), "purpose"); }

TEST(CellTest, RecipientsHaveRoleCountryAndData) {
  EXPECT_EQ(Cell(support::kShop, "sales", "recipients"),
            "Host (processor, Germany): account.email, account.name\nMailer & Co (processor, United States): account.email");
  EXPECT_EQ(Cell(support::kShop, "kitchen", "recipients"), "None");
}

TEST(CellTest, TransfersHaveCountryAndSafeguards) {
  EXPECT_EQ(Cell(support::kShop, "sales", "transfers"), "United States: Mailer & Co");
  EXPECT_EQ(Cell(support::kShop, "sales", "safeguards"), "Mailer & Co: standard contractual clauses");
  EXPECT_EQ(Cell(support::kShop, "kitchen", "transfers"), "None");
}

TEST(CellTest, NothingIsSaidOfTransfersWhereNothingIsSaidOfRecipients) {
  EXPECT_EQ(Cell(support::With(support::kShop, "    recipients: none\n", ""), "kitchen", "transfers"), "");
}

TEST(CellTest, DataByPeopleIsSaidByPeople) {
  const std::string text =
      support::With(support::kShop, "    data: [account, order.item]\n", "    data: { buyer: account, child: order.item }\n");
  EXPECT_EQ(Cell(support::With(text, "subjects: [buyer]\n    data: {", "data: {"), "sales", "data"),
            "buyer: account.email, account.name\nchild: order.item");
}

TEST(CellTest, SourceAndAutomatedDecisionsHavePhrases) {
  EXPECT_EQ(Cell(support::kShop, "sales", "source"), "the data subject");
  EXPECT_EQ(Cell(support::kShop, "sales", "automated"), "None");
}

TEST(CellTest, ProcessorSaysForWhom) { EXPECT_EQ(Cell(support::kShop, "catering", "controllers", Role::kProcessor), "the schools"); }

TEST(CellTest, ManyMeasuresStandOnTheFrontPageAlone) {
  Record record = support::RecordOf(support::kShop);
  record.measures.assign(9, "a measure");
  const auto cell = [&](bool with_front) {
    const Sheet sheet = LayOut(record, Role::kController, "gdpr", support::In("en"), with_front);
    for (std::size_t i = 0; i < sheet.columns.size(); ++i)
      if (sheet.columns[i].id == "measures") return sheet.rows.front()[i];
    return std::string();
  };
  EXPECT_EQ(cell(true), "The 9 measures on the front page");
  EXPECT_EQ(cell(false).size(), 9 * std::string("a measure\n").size() - 1);
}

TEST(BookTest, SheetWithoutActivitiesIsLeftOut) {
  const Phrases phrases = support::In("en");
  Record record = support::RecordOf(support::kShop);
  EXPECT_EQ(BookOf(record, "gdpr", phrases).sheets.size(), 2u);
  record.entries.pop_back();
  EXPECT_EQ(BookOf(record, "gdpr", phrases).sheets.size(), 1u);
}

TEST(BookTest, NamesOfSheetsAreOnesThatAWorkbookTakes) {
  for (const std::string& language : Languages()) {
    const Phrases phrases = support::In(language);
    for (const char* key : {"sheet.front", "sheet.controller", "sheet.processor"}) {
      EXPECT_LE(phrases.Say(key).size(), 31u) << language << key;
      EXPECT_EQ(phrases.Say(key).find_first_of("[]:*?/\\'"), std::string::npos) << language << key;
    }
  }
}

}  // namespace sheet_test
}  // namespace lofte::record
