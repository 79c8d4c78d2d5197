#include "datamap/catalogue_test_support.h"

namespace lofte::datamap {

TEST(CheckBlankTest, NullOnNotNullIsRefused) {
  catalogue_support::CatalogueMaker maker;
  maker.Column("chats", "prompt").nullable = false;
  const catalogue_support::Lines refused{"error blank-not-null: column `prompt` is NOT NULL and can't be erased to NULL"};
  EXPECT_EQ(catalogue_support::SaidOfBlank(maker, "null"), refused);
  EXPECT_EQ(catalogue_support::SaidOfBlank(maker, "refuse"), catalogue_support::Lines{});
  EXPECT_EQ(catalogue_support::SaidOfBlank(maker, "{ constant: '' }"), catalogue_support::Lines{});
  EXPECT_EQ(catalogue_support::SaidOfBlank(maker, "key"), catalogue_support::Lines{});
}

// The help for the one issue of `prompt` of chats, NOT NULL and mapped as `field`, as a column of this type.
std::string HelpOfNotNull(const std::string& field, expr::Type type, const std::string& declared) {
  catalogue_support::CatalogueMaker maker;
  stores::Column& column = maker.Column("chats", "prompt");
  column.nullable = false;
  column.type = type;
  column.declared = declared;
  const DataMap map = catalogue_support::MapOf(std::string(catalogue_support::kAccounts) + catalogue_support::kConsents +
                                               "  main.chats: { persons: { user: { key: account_id, null: absent } }, fields: { id: "
                                               "technical, account_id: technical, sent_at: technical, prompt: " +
                                               field + " } }\n");
  Issues issues;
  CheckAgainstCatalogue(map, maker.catalogue, issues);
  return issues.size() == 1 ? issues[0].help : "issues: " + std::to_string(issues.size());
}

TEST(CheckBlankTest, HelpForNotNullIsTheWholeField) {
  const std::string otherwise = ", or `blank: refuse` if its rows are only ever deleted whole";
  EXPECT_EQ(HelpOfNotNull("chat.prompt", expr::Type::kText, "text"),
            "write `prompt: { category: chat.prompt, blank: { constant: '' } }`" + otherwise);
  EXPECT_EQ(HelpOfNotNull("{ category: chat.prompt, of: user, origin: derived }", expr::Type::kInt, "bigint"),
            "write `prompt: { category: chat.prompt, of: [user], origin: derived, blank: { constant: 0 } }`" + otherwise);
}

TEST(CheckBlankTest, NoConstantIsOfferedForADay) {
  const std::string refuse =
      "write `prompt: { category: chat.prompt, blank: refuse }` if its rows are only ever deleted whole, or let the column be NULL";
  EXPECT_EQ(HelpOfNotNull("chat.prompt", expr::Type::kDate, "date"), refuse);
  EXPECT_EQ(HelpOfNotNull("chat.prompt", expr::Type::kInstant, "timestamp with time zone"), refuse);
  EXPECT_EQ(HelpOfNotNull("chat.prompt", expr::Type::kText, "DATETIME"), refuse);
}

TEST(CheckBlankTest, LinkOnNotNullIsRefused) {
  catalogue_support::CatalogueMaker maker;
  maker.Column("chats", "account_id").nullable = false;
  EXPECT_EQ(catalogue_support::SaidOfChats(maker, catalogue_support::kChats),
            catalogue_support::Lines{"error blank-not-null: column `account_id` is NOT NULL and can't be erased to NULL"});
}

TEST(CheckBlankTest, ConstantOnUniqueIsRefused) {
  catalogue_support::CatalogueMaker maker;
  maker.Table("chats").uniques.push_back({"chats_prompt_key", {"account_id", "prompt"}, false, false});
  EXPECT_EQ(
      catalogue_support::SaidOfBlank(maker, "{ constant: '' }"),
      catalogue_support::Lines{
          "error blank-unique: column `prompt` is unique (`chats_prompt_key`), so a second row could not be erased to the same constant"});
  EXPECT_EQ(catalogue_support::SaidOfBlank(maker, "key"), catalogue_support::Lines{});
}

TEST(CheckBlankTest, ConstantHasToFitTheColumn) {
  catalogue_support::CatalogueMaker maker;
  maker.Column("chats", "prompt").max_length = 3;
  EXPECT_EQ(catalogue_support::SaidOfBlank(maker, "{ constant: abc }"), catalogue_support::Lines{});
  EXPECT_EQ(catalogue_support::SaidOfBlank(maker, "{ constant: abcd }"),
            catalogue_support::Lines{"error blank-too-long: the constant is longer than the 3 characters of `prompt`"});
  EXPECT_EQ(catalogue_support::SaidOfBlank(maker, "{ constant: true }"),
            catalogue_support::Lines{"error blank-type: the constant is no value of column `prompt` of type `text`"});
}

TEST(CheckBlankTest, KeyFormHasToFitTheColumn) {
  catalogue_support::CatalogueMaker maker;
  maker.Column("chats", "prompt").max_length = 27;  // `erased-` and 20 digits
  EXPECT_EQ(catalogue_support::SaidOfBlank(maker, "key"), catalogue_support::Lines{});
  maker.Column("chats", "prompt").max_length = 26;
  EXPECT_EQ(catalogue_support::SaidOfBlank(maker, "key"),
            catalogue_support::Lines{
                "error blank-too-long: `erased-` and the row's key take 27 characters, and column `prompt` has room for 26"});
}

TEST(CheckBlankTest, KeyFormNeedsATextAndAKey) {
  catalogue_support::CatalogueMaker maker;
  maker.Table("chats").uniques.clear();
  EXPECT_EQ(catalogue_support::SaidOfBlank(maker, "key"),
            catalogue_support::Lines{"error blank-without-key: table `main.chats` has no key to make the erased form of `prompt` from"});
  maker.Column("chats", "prompt").type = expr::Type::kInt;
  maker.Column("chats", "prompt").declared = "integer";
  EXPECT_EQ(catalogue_support::SaidOfBlank(maker, "key"),
            catalogue_support::Lines{"error blank-key-type: `blank: key` makes a text, and column `prompt` is of type `integer`"});
}

TEST(CheckBlankTest, GeneratedColumnCantBeErased) {
  catalogue_support::CatalogueMaker maker;
  maker.Column("chats", "prompt").generated = true;
  EXPECT_EQ(catalogue_support::SaidOfBlank(maker, "null"),
            catalogue_support::Lines{"error blank-generated: column `prompt` is generated and can't be written"});
  EXPECT_EQ(catalogue_support::SaidOfBlank(maker, "refuse"), catalogue_support::Lines{});
}

TEST(CheckBlankTest, ChecksThatAnErasureCanMeetAreWarnings) {
  catalogue_support::CatalogueMaker maker;
  maker.Table("chats").checks.push_back({"chats_prompt_check", "prompt in ('a', 'b')", {"prompt"}});
  const catalogue_support::Lines warned{
      "warning blank-check: the check `chats_prompt_check` reads column `prompt`; its erased form has to satisfy it"};
  EXPECT_EQ(catalogue_support::SaidOfBlank(maker, "{ constant: a }"), warned);
  EXPECT_EQ(catalogue_support::SaidOfBlank(maker, "null"), catalogue_support::Lines{});  // NULL satisfies every comparison in a CHECK
  maker.Table("chats").checks[0].expression = "prompt IS NOT NULL OR id > 3";
  EXPECT_EQ(catalogue_support::SaidOfBlank(maker, "null"), warned);
}

TEST(CheckBlankTest, CheckThatForbidsNullIsLikeNotNull) {
  for (const char* expression : {"prompt is not null", "(prompt IS NOT NULL)", "(\"prompt\" IS  NOT\nNULL)", "(VALUE IS NOT NULL)"}) {
    catalogue_support::CatalogueMaker maker;
    maker.Table("chats").checks.push_back({"chats_prompt_check", expression, {"prompt"}});
    EXPECT_EQ(catalogue_support::SaidOfBlank(maker, "null"),
              catalogue_support::Lines{"error blank-check: the check `chats_prompt_check` forbids NULL in column `prompt`"})
        << expression;
    EXPECT_EQ(catalogue_support::SaidOfBlank(maker, "{ constant: a }"), catalogue_support::Lines{});
  }
}

TEST(CheckBlankTest, TextsOfACompositeKeyMayDoubleInItsForm) {
  catalogue_support::CatalogueMaker maker;
  stores::Table& chats = maker.Table("chats");
  chats.columns.push_back(catalogue_support::ColumnOf("tenant", expr::Type::kText, "character varying(5)", false));
  chats.columns.back().max_length = 5;
  chats.uniques = {{"chats_pkey", {"tenant", "id"}, true, false}};
  maker.Column("chats", "prompt").max_length = 37;
  EXPECT_EQ(catalogue_support::SaidOfBlank(maker, "key").front(),
            "error blank-too-long: `erased-` and the row's key take 38 characters, and column `prompt` has room for 37");
}

}  // namespace lofte::datamap
