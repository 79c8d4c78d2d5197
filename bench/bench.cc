// lofte_bench sqlite|postgres ROWS FOLDER [TRIALS [verify|sweep|hellotickets]]: prints the ratios of docs/benchmarks.md. Of hellotickets
// ROWS are its subjects. PostgreSQL: the server that PGHOST names.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "base.h"

int main(int argc, char** argv) {
  using namespace lofte;
  if (argc < 4) {
    std::fprintf(stderr, "usage: lofte_bench sqlite|postgres ROWS FOLDER [TRIALS [verify|sweep|hellotickets]]\n");
    return 2;
  }
  const stores::Dialect dialect = std::strcmp(argv[1], "postgres") == 0 ? stores::Dialect::kPostgres : stores::Dialect::kSqlite;
  if (dialect == stores::Dialect::kPostgres && std::getenv("PGHOST") == nullptr) {
    std::fprintf(stderr, "lofte_bench: no PGHOST; run it under tools/with-postgres\n");
    return 77;  // skipped, to ctest
  }
  const int trials = argc > 4 ? std::atoi(argv[4]) : 5;
  const std::string part = argc > 5 ? argv[5] : "";
  if (part == "hellotickets") {
    bench::BenchHellotickets(dialect, std::atoll(argv[2]), argv[3], trials);
    return 0;
  }
  bench::Base base(dialect, std::atoll(argv[2]), argv[3]);
  if (part != "sweep") bench::BenchVerify(base, trials);
  if (part != "verify") bench::BenchSweep(base, trials);
  return 0;
}
