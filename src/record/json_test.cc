#include "record/json.h"

#include <nlohmann/json.hpp>

#include "record/record_test_support.h"

namespace lofte::record {
namespace json_test {

using nlohmann::json;
using policy::Role;

json JsonOf(const std::string& text, const std::vector<Role>& roles = {Role::kController, Role::kProcessor}) {
  return json::parse(Json(Build(support::PolicyOf(text), support::In("en"), {}, {}, roles), "gdpr"));
}

TEST(JsonTest, EveryActivityHasEveryKey) {
  const json tree = JsonOf(support::kShop);
  ASSERT_EQ(tree.at("activities").size(), 4u);
  for (const json& activity : tree.at("activities"))
    for (const auto& [key, value] : tree.at("activities").at(0).items()) EXPECT_TRUE(activity.contains(key)) << key;
}

TEST(JsonTest, RolesAreThoseThatAreWanted) {
  const json tree = JsonOf(support::kShop, {Role::kProcessor});
  ASSERT_EQ(tree.at("activities").size(), 1u);
  EXPECT_EQ(tree.at("activities").at(0).at("controllers"), "the schools");
}

TEST(JsonTest, NobodyIsAnotherThingThanNotSaid) {
  EXPECT_EQ(JsonOf(support::kShop).at("activities").at(2).at("recipients"), json::array());
  const json tree = JsonOf(support::With(support::kShop, "    recipients: none\n", ""));
  EXPECT_EQ(tree.at("activities").at(2).at("recipients"), nullptr);
  EXPECT_EQ(tree.at("gaps").at(0).at("field"), "recipients");
}

TEST(JsonTest, TimeLimitHasItsRuleAndItsLaw) {
  const json floor = JsonOf(support::kShop).at("activities").at(1).at("time_limits").at(1);
  EXPECT_EQ(floor.at("kind"), "floor");
  EXPECT_EQ(floor.at("law"), "DK/bookkeeping");
  EXPECT_EQ(floor.at("data").at(0).at("id"), "order.invoice");
}

}  // namespace json_test
}  // namespace lofte::record
