#include "shim.hpp"

using Bytes = std::vector<uint8_t>;

LCV lcv_imdecode(const uint8_t* bytes, int64_t length, int32_t flags, cv::Mat** out)
{
    return lcv::guard(__func__, [&] {
        CV_Assert(length > 0 && length <= INT32_MAX);
        const cv::Mat input(1, static_cast<int>(length), CV_8UC1, const_cast<uint8_t*>(bytes));
        *out = new cv::Mat(cv::imdecode(input, flags));
    });
}

/// The bytes stay valid until lcv_bytes_delete; done tells whether the encoder took the picture.
LCV lcv_imencode(
    const char* extension, const cv::Mat* image, const int32_t* params, int32_t count, int32_t* done, Bytes** out,
    const uint8_t** data, int64_t* length)
{
    return lcv::guard(__func__, [&] {
        auto bytes = std::make_unique<Bytes>();
        *done = cv::imencode(extension, *image, *bytes, std::vector<int>(params, params + count));
        *data = bytes->data();
        *length = static_cast<int64_t>(bytes->size());
        *out = bytes.release();
    });
}

LCV lcv_bytes_delete(Bytes* bytes)
{
    delete bytes;
    return 0;
}

LCV lcv_imread(const char* path, int32_t flags, cv::Mat** out)
{
    return lcv::guard(__func__, [&] { *out = new cv::Mat(cv::imread(path, flags)); });
}

LCV lcv_imwrite(const char* path, const cv::Mat* image, const int32_t* params, int32_t count, int32_t* done)
{
    return lcv::guard(
        __func__, [&] { *done = cv::imwrite(path, *image, std::vector<int>(params, params + count)); });
}
