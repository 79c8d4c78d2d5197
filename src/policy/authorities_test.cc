#include "policy/authorities.h"

#include <gtest/gtest.h>

#include <set>

#include "policy/countries.h"

namespace lofte::policy {
namespace authorities_test {

TEST(AuthoritiesTest, EachCountryHasOneWithANameAndAWayToReachIt) {
  std::set<std::string> countries;
  for (const Authority& authority : Authorities()) {
    EXPECT_TRUE(IsCountryCode(authority.country)) << authority.country;
    EXPECT_TRUE(countries.insert(authority.country).second) << authority.country;
    EXPECT_FALSE(authority.name.empty()) << authority.country;
    EXPECT_FALSE(authority.english.empty()) << authority.country;
    EXPECT_EQ(authority.web.find("http"), 0u) << authority.country;
    EXPECT_TRUE(authority.email.empty() || authority.email.find('@') != std::string::npos) << authority.country;
    EXPECT_TRUE(authority.phone.empty() || authority.phone.front() == '+') << authority.country;
  }
}

TEST(AuthoritiesTest, EveryCountryOfTheEeaHasOne) {
  for (const char* country : {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
                              "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"}) {
    EXPECT_NE(AuthorityOf(country), nullptr) << country;
  }
}

TEST(AuthoritiesTest, CellsStandInTheirPlaces) {
  const Authority* denmark = AuthorityOf("DK");
  ASSERT_NE(denmark, nullptr);
  EXPECT_EQ(denmark->name, "Datatilsynet");
  EXPECT_EQ(denmark->english, "Danish Data Protection Agency");
  EXPECT_EQ(denmark->email, "dt@datatilsynet.dk");
  EXPECT_EQ(denmark->phone, "+45 33 19 32 00");
  EXPECT_EQ(denmark->web, "https://www.datatilsynet.dk/");
  EXPECT_EQ(denmark->address, "Carl Jacobsens Vej 35, 2500 Valby, Denmark");
}

TEST(AuthoritiesTest, WhatIsNotKnownIsEmpty) {
  ASSERT_NE(AuthorityOf("ES"), nullptr);
  EXPECT_EQ(AuthorityOf("ES")->email, "");
  EXPECT_EQ(AuthorityOf("US"), nullptr);
  EXPECT_EQ(AuthorityOf("global"), nullptr);
}

}  // namespace authorities_test
}  // namespace lofte::policy
