#include "stores_postgres/errors.h"

#include <gtest/gtest.h>

namespace lofte::stores_postgres {
namespace errors_test {

TEST(ErrorsTest, SqlStatesSayWhatToDo) {
  const std::pair<const char*, ErrorCode> cases[] = {
      {"55P03", ErrorCode::kBusy},        {"40001", ErrorCode::kBusy},        {"40P01", ErrorCode::kBusy},
      {"23505", ErrorCode::kConflict},    {"23P01", ErrorCode::kConflict},    {"08006", ErrorCode::kUnavailable},
      {"57P01", ErrorCode::kUnavailable}, {"57P03", ErrorCode::kUnavailable}, {"53300", ErrorCode::kUnavailable},
      {"57014", ErrorCode::kInterrupted}, {"25006", ErrorCode::kRefused},     {"42501", ErrorCode::kUnavailable},
      {"42P01", ErrorCode::kInternal},    {"22P02", ErrorCode::kInternal},    {"XX000", ErrorCode::kInternal},
  };
  for (const auto& [state, code] : cases) EXPECT_EQ(CodeOfSqlState(state), code) << state;
}

TEST(ErrorsTest, NoAnswerIsUnavailableWhenTheConnectionIsGone) {
  EXPECT_EQ(ErrorOf("main", nullptr, false).code, ErrorCode::kUnavailable);
  EXPECT_EQ(ErrorOf("main", nullptr, true).code, ErrorCode::kInternal);
}

}  // namespace errors_test
}  // namespace lofte::stores_postgres
