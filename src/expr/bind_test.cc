#include <gtest/gtest.h>

#include "expr/example_scope.h"
#include "expr/syntax.h"

namespace lofte::expr {
namespace bind_test {

constexpr std::string_view kLead = "when: ";

const ExampleSchema& Schema() {
  static const ExampleSchema kSchema;
  return kSchema;
}

Expr BindText(std::string_view source, Issues& issues) {
  return Bind(Parse(source, {"map.yaml", 1, kLead.size() + 1}, issues), Schema().chats, issues);
}

Expr Bound(std::string_view source) {
  Issues issues;
  Expr expr = BindText(source, issues);
  EXPECT_TRUE(issues.empty()) << source << ": " << (issues.empty() ? "" : issues.front().message);
  return expr ? expr : False();
}

std::string Read(std::string_view source) { return Format(Bound(source)); }

// The source with carets under its issues, one block an issue: code, source, carets, help.
std::string Refused(std::string_view source) {
  Issues issues;
  EXPECT_EQ(BindText(source, issues), nullptr);
  std::string text;
  for (const Issue& issue : issues) text += Render(issue, std::string(kLead) + std::string(source), false);
  return text;
}

// code column+length of every issue, columns within the source.
std::string Places(std::string_view source) {
  Issues issues;
  EXPECT_EQ(BindText(source, issues), nullptr);
  std::string text;
  for (const Issue& issue : issues) {
    text += (text.empty() ? "" : ", ") + issue.code + " " + std::to_string(issue.span.column - kLead.size()) + "+" +
            std::to_string(issue.span.length);
  }
  return text;
}

std::string HelpOf(std::string_view source) {
  Issues issues;
  BindText(source, issues);
  return issues.empty() ? "" : issues.front().help;
}

const char kAccount[] = "main.accounts[id = row.account_id]";

TEST(BindTest, LinkedColumnBecomesRelated) {
  const std::string any = std::string("any(") + kAccount + ", ";
  EXPECT_EQ(Read("account.status = 'open'"), any + "status = 'open')");
  EXPECT_EQ(Read("account.status != 'open'"), any + "status != 'open')");
  EXPECT_EQ(Read("'open' = account.status"), any + "status = 'open')");
  EXPECT_EQ(Read("account.status in ('a', 'b')"), any + "status in ('a', 'b'))");
  EXPECT_EQ(Read("account.status not in ('a')"), any + "not status in ('a'))");
  EXPECT_EQ(Read("account.status starts with 'a'"), any + "status starts with 'a')");
  EXPECT_EQ(Read("account.active"), any + "active)");
  EXPECT_EQ(Read("not account.active"), "not " + any + "active)");
  EXPECT_EQ(Read("account.active is true"), any + "active is true)");
  EXPECT_EQ(Read("account.active is not false"), "not " + any + "active is false)");
}

TEST(BindTest, LinkedNullCountsAMissingRowAsNull) {
  const std::string present = std::string("any(") + kAccount + ", closed_at is not null)";
  EXPECT_EQ(Read("account.closed_at is null"), "not " + present);
  EXPECT_EQ(Read("account.closed_at is not null"), present);
}

TEST(BindTest, OtherSideOfALinkedComparisonIsOneRowOut) {
  EXPECT_EQ(Read("account.owner_id = account_id"), std::string("any(") + kAccount + ", owner_id = row.account_id)");
  EXPECT_EQ(Read("id < account.owner_id"), std::string("any(") + kAccount + ", owner_id > row.id)");
  EXPECT_EQ(Read("account.active = (id = 1)"), std::string("any(") + kAccount + ", active = (row.id = 1))");
}

TEST(BindTest, AnyReadsTheLinkedRowAndRowTheOneOutside) {
  EXPECT_EQ(Read("any(tools)"), "any(main.tools[chat_id = row.id, kind = 'x'])");
  EXPECT_EQ(Read("any(tools, tool = 'mail')"), "any(main.tools[chat_id = row.id, kind = 'x'], tool = 'mail')");
  EXPECT_EQ(Read("any(tools, id = row.id)"), "any(main.tools[chat_id = row.id, kind = 'x'], id = row.id)");
  EXPECT_EQ(Read("any(account, any(drafts, id = row.owner_id))"),
            std::string("any(") + kAccount + ", any(main.drafts[account_id = row.id], id = row.owner_id))");
}

TEST(BindTest, LinkInsideAnyMovesRowTwoOut) {
  EXPECT_EQ(
      Read("any(account, any(drafts, account.owner_id = row.owner_id))"),
      std::string("any(") + kAccount + ", any(main.drafts[account_id = row.id], any(" + kAccount + ", owner_id = row.row.owner_id)))");
}

TEST(BindTest, LiteralsTakeTheTypeOfTheColumnWhereNothingIsLost) {
  EXPECT_EQ(Read("token = '6F9619FF-8B86-D011-B42D-00C04FC964FF'"), "token = '6f9619ff-8b86-d011-b42d-00c04fc964ff'");
  EXPECT_EQ(Bound("score = 3")->operands[1]->type, Type::kReal);
  EXPECT_EQ(Places("token = 'x'"), "bad-uuid 9+3");
  EXPECT_EQ(Places("score = 9007199254740993"), "bad-number 9+16");
}

TEST(BindTest, UnknownColumnSuggestsTheNearest) {
  EXPECT_EQ(Refused("statu = 'open'"),
            "map.yaml:1:7: error: there is no column `statu` [unknown-column]\n"
            "    1 | when: statu = 'open'\n"
            "      |       ^^^^^\n"
            "help: did you mean `status`?\n");
  EXPECT_EQ(Places("account.stauts = 'x'"), "unknown-column 9+6");
  EXPECT_EQ(HelpOf("account.stauts = 'x'"), "did you mean `status`?");
  EXPECT_EQ(HelpOf("any(tools, zzzzzz = 1)"), "the columns are `id`, `tool`");
}

TEST(BindTest, UnknownColumnGuessesWhatWasMeant) {
  EXPECT_EQ(HelpOf("status = \"draft\""), "text stands between single quotes: 'draft'");
  EXPECT_EQ(HelpOf("account = 1"), "`account` is a link: write `account.column` or `any(account)`");
}

TEST(BindTest, UnknownLinkSuggestsTheNearest) {
  EXPECT_EQ(Places("acount.status = 'x'"), "unknown-link 1+6");
  EXPECT_EQ(HelpOf("acount.status = 'x'"), "did you mean `account`?");
  EXPECT_EQ(Places("any(tolls)"), "unknown-link 5+5");
  EXPECT_EQ(HelpOf("any(zzzzzzz)"), "the links are `account`, `drafter`, `tools`");
  EXPECT_EQ(HelpOf("any(tools, any(x))"), "there are no links");
}

TEST(BindTest, LinkToSeveralRowsHasNoValue) {
  EXPECT_EQ(Places("tools.tool = 'x'"), "link-not-unique 1+5");
  EXPECT_EQ(HelpOf("tools.tool = 'x'"), "write `any(tools, tool ..)`, or make the link unique");
}

TEST(BindTest, TwoLinkedSidesAreRefused) {
  EXPECT_EQ(Refused("account.id = drafter.owner_id"),
            "map.yaml:1:20: error: a comparison reads at most one linked row [two-links]\n"
            "    1 | when: account.id = drafter.owner_id\n"
            "      |                    ^^^^^^^^^^^^^^^^\n"
            "help: compare one of them with a column of the row, or write `any(account, id = row.column)`\n");
  EXPECT_EQ(Places("any(account) = account.active"), "two-links 16+14");
  EXPECT_EQ(Places("account.active = (any(tools) and auto)"), "two-links 19+19");
  EXPECT_EQ(Places("account.active = (account.id = 1)"), "two-links 19+14");
  EXPECT_EQ(HelpOf("account.id = account.owner_id"), "write `any(account, ..)` around a comparison of the two columns");
}

TEST(BindTest, RowOutsideAnyIsRefused) {
  EXPECT_EQ(Places("id = row.id"), "no-outer-row 6+3");
  EXPECT_EQ(HelpOf("id = row.id"), "write `id`");
}

TEST(BindTest, TypesThatDoNotCompareAreRefused) {
  EXPECT_EQ(Refused("id = true"),
            "map.yaml:1:12: error: `id` is integer and `true` is boolean: they have no comparison [type-mismatch]\n"
            "    1 | when: id = true\n"
            "      |            ^^^^\n");
  for (const char* source :
       {"auto = 1", "id = 'x'", "status = 1", "status = date '2025-11-21'", "day = '2025-11-21'", "day = sent_at", "sent_at = local",
        "sent_at < date '2025-11-21'", "id = score", "token = status", "day = instant '2025-11-21T00:00:00Z'", "local < day"}) {
    EXPECT_EQ(Places(source).substr(0, 13), "type-mismatch") << source;
  }
  EXPECT_EQ(Places("status in ('a', 2, 'b', true)"), "type-mismatch 17+1, type-mismatch 25+4");
  EXPECT_EQ(Places("id starts with '1'"), "type-mismatch 1+2");
  EXPECT_NE(HelpOf("status < date '2025-11-21'").find("in its own format"), std::string::npos);
}

TEST(BindTest, UnreadableTypesAnswerOnlyIsNull) {
  EXPECT_EQ(Places("shape = shape"), "unreadable-type 1+5");
  EXPECT_EQ(Places("raw = raw"), "unreadable-type 1+3");
  EXPECT_EQ(Read("shape is null"), "shape is null");
  EXPECT_EQ(Read("raw is not null"), "raw is not null");
  EXPECT_EQ(Places("shape in ('x')"), "unreadable-type 1+5");
  EXPECT_EQ(Places("'x' = raw"), "unreadable-type 7+3");
}

TEST(BindTest, BooleansAndUuidsHaveNoOrder) {
  EXPECT_EQ(Places("auto < true"), "no-order 1+4");
  EXPECT_EQ(Places("token >= token"), "no-order 1+5");
  EXPECT_EQ(Read("auto != true"), "auto != true");
}

TEST(BindTest, WholeExpressionIsACondition) {
  EXPECT_EQ(Places("status"), "not-a-condition 1+6");
  EXPECT_EQ(Places("1"), "not-a-condition 1+1");
  EXPECT_EQ(Places("auto and status"), "not-a-condition 10+6");
  EXPECT_EQ(Places("not account.status"), "not-a-condition 5+14");
  EXPECT_EQ(Places("any(tools, tool)"), "not-a-condition 12+4");
  EXPECT_EQ(Places("status is true"), "not-a-condition 1+6");
}

TEST(BindTest, AllIssuesOfAnExpressionAreReported) {
  EXPECT_EQ(Places("statu = 'x' and idd = 1 or any(tool, x)"), "unknown-column 1+5, unknown-column 17+3, unknown-link 32+4");
}

TEST(BindTest, NothingIsBoundFromASyntaxThatFailed) {
  Issues issues;
  EXPECT_EQ(Bind(nullptr, Schema().chats, issues), nullptr);
  EXPECT_TRUE(issues.empty());
}

// What a bound link means, on rows.
class LinkedRowTest : public testing::Test {
 protected:
  void AddAccount(Value status, Value closed_at) {
    auto account = std::make_shared<ExampleRow>();
    account->columns = {{"status", std::move(status)}, {"closed_at", std::move(closed_at)}, {"owner_id", std::int64_t{5}}};
    chat_.related["accounts"] = {account};
  }
  Tri Ask(std::string_view source) { return Evaluate(Bound(source), chat_); }
  ExampleRow chat_;
};

TEST_F(LinkedRowTest, MissingRowMakesComparisonsFalseAndIsNullTrue) {
  EXPECT_EQ(Ask("account.status = 'open'"), Tri::kFalse);
  EXPECT_EQ(Ask("account.status != 'open'"), Tri::kFalse);
  EXPECT_EQ(Ask("account.status not in ('open')"), Tri::kFalse);
  EXPECT_EQ(Ask("account.closed_at is null"), Tri::kTrue);
  EXPECT_EQ(Ask("account.closed_at is not null"), Tri::kFalse);
}

TEST_F(LinkedRowTest, NullOfTheLinkedRowIsTheSameAsNoRow) {
  AddAccount(Null{}, Null{});
  EXPECT_EQ(Ask("account.status = 'open'"), Tri::kFalse);
  EXPECT_EQ(Ask("account.status != 'open'"), Tri::kFalse);
  EXPECT_EQ(Ask("account.closed_at is null"), Tri::kTrue);
}

TEST_F(LinkedRowTest, ValueOfTheLinkedRowIsCompared) {
  AddAccount("open", time::Instant{1});
  EXPECT_EQ(Ask("account.status = 'open'"), Tri::kTrue);
  EXPECT_EQ(Ask("account.status != 'open'"), Tri::kFalse);
  EXPECT_EQ(Ask("account.closed_at is null"), Tri::kFalse);
  chat_.columns["id"] = std::int64_t{4};
  EXPECT_EQ(Ask("id < account.owner_id"), Tri::kTrue);
  EXPECT_EQ(Ask("account.owner_id < id"), Tri::kFalse);
}

}  // namespace bind_test
}  // namespace lofte::expr
