#include "stores/identifier.h"

#include <gtest/gtest.h>

namespace lofte::stores {
namespace identifier_test {

TEST(IdentifierTest, QuotesAreDoubled) {
  EXPECT_EQ(QuoteIdentifier("plain"), "\"plain\"");
  EXPECT_EQ(QuoteIdentifier("a\"; DROP TABLE t; --"), "\"a\"\"; DROP TABLE t; --\"");
  EXPECT_EQ(QuoteTable({"main", "", "t"}), "\"t\"");
  EXPECT_EQ(QuoteTable({"main", "S", "t"}), "\"S\".\"t\"");
}

TEST(IdentifierTest, QualifierQuotesWhatNeedsIt) {
  EXPECT_EQ(QualifierOf(""), "");
  EXPECT_EQ(QualifierOf("t0"), "t0.");
  EXPECT_EQ(QualifierOf("T"), "\"T\".");
  EXPECT_EQ(QualifierOf("\"T\""), "\"T\".");
}

TEST(IdentifierTest, TypeNamesOfDatabasesAreAccepted) {
  for (const char* type :
       {"bigint", "character varying(40)", "numeric(10,2)", "timestamp(3) without time zone", "app.\"User Id\"", "UNSIGNED BIG INT"}) {
    EXPECT_TRUE(CheckTypeName(type)) << type;
  }
}

TEST(IdentifierTest, TypeNameIsBounded) {
  EXPECT_TRUE(CheckTypeName(std::string(200, 'a')));
  EXPECT_FALSE(CheckTypeName(std::string(201, 'a')));
}

}  // namespace identifier_test
}  // namespace lofte::stores
