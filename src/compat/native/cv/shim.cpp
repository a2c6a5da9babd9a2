#include "shim.hpp"

namespace {

struct Error {
    int code = 0;
    int line = 0;
    std::string function, message, file;
};

thread_local Error last;

// An OpenCV failure is reported by the exception alone: by default it would also be printed to standard error.
int silent(int, const char*, const char*, const char*, int, void*) { return 0; }

const bool redirected = (cv::redirectError(silent), true);

}  // namespace

void lcv::keep_error(
    int code, const std::string& function, const std::string& message, const std::string& file, int line)
{
    try {
        last = Error{code, line, function, message, file};
    } catch (...) {
        last.code = code;
    }
}

/// The texts live until the next failure on this thread.
LCV lcv_last_error(int32_t* code, int32_t* line, const char** function, const char** message, const char** file)
{
    *code = last.code;
    *line = last.line;
    *function = last.function.c_str();
    *message = last.message.c_str();
    *file = last.file.c_str();
    return 0;
}

LCV lcv_version(char* text, int32_t capacity)
{
    return lcv::guard(__func__, [&] {
        const std::string version = cv::getVersionString();
        CV_Assert(static_cast<int32_t>(version.size()) < capacity);
        version.copy(text, version.size());
        text[version.size()] = '\0';
    });
}

LCV lcv_set_num_threads(int32_t n) { return lcv::guard(__func__, [&] { cv::setNumThreads(n); }); }

LCV lcv_get_num_threads(int32_t* n) { return lcv::guard(__func__, [&] { *n = cv::getNumThreads(); }); }

LCV lcv_ints_delete(lcv::Ints* ints)
{
    delete ints;
    return 0;
}
